/**
 * Keeps React from looking after the selection in the editor, which does that itself. Before each commit, wherever on the page,
 * React counts the letters from the start of the focused text to the selection, if it calls itself editable: 13 ms in a
 * page of 5,000 blocks, for each word of the status beside the title. It asks this property, and nobody else does.
 */
export function keepApartFromReact(text: HTMLElement): void {
  Object.defineProperty(text, 'contentEditable', { configurable: true, get: () => 'inherit' })
}
