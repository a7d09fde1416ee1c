/** What elements of other programs mean. */

/** Whether there is nothing to read: blanks between elements, and line breaks that only keep lines apart. */
export function isSpacing(node: ChildNode): boolean {
  if (node instanceof Element) {
    if (node.localName === 'br') return true
    if (node.matches('img, [data-atom]') || node.querySelector('[data-atom]') !== null) return false
  }
  return node.nodeType === 8 || node.textContent?.trim() === ''
}

/** Whether the box of an item is checked; null for an item that has none. */
export function isChecked(item: Element): boolean | null {
  const said = item.getAttribute('data-checked') ?? item.getAttribute('aria-checked')
  if (said !== null) return said !== 'false'
  const box = item.querySelector<HTMLInputElement>('input[type="checkbox"], [role="checkbox"]')
  // A box in an item of a list inside is that item's.
  if (box === null || box.closest('li') !== item) return null
  return box.hasAttribute('checked') || box.getAttribute('aria-checked') === 'true'
}

/** Which kind of item it is. */
export function itemOf(item: Element): 'bullet' | 'number' {
  return item.parentElement?.localName === 'ol' ? 'number' : 'bullet'
}

/** Rows of cells; not a table that only puts parts of a page side by side. */
export function isDataTable(table: HTMLTableElement): boolean {
  if (table.querySelector('table') !== null) return false
  return [...table.rows].some(({ cells }) => cells.length > 1)
}

/** The language that code says it is in. */
export function languageOf(element: Element): string {
  const code = element.querySelector('code') ?? element
  const said = element.getAttribute('data-language') ?? code.getAttribute('data-language')
  const word = said ?? /\blang(?:uage)?-([\w+#.-]+)/.exec(`${code.className} ${element.className}`)?.[1] ?? ''
  return word.length <= 64 ? word : ''
}

/** The text of an element as it stands, without the line feed at its end. */
export function literalText(element: Element): string {
  const copy = element.cloneNode(true) as Element
  for (const line of copy.querySelectorAll('br')) line.replaceWith('\n')
  return copy.textContent.replace(/\n$/, '')
}
