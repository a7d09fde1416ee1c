import { expect, type Page } from '@playwright/test'
import { sameText, test } from '../stories.ts'
import type { Writer } from '../writer.ts'

/** So long that the browser skips most of it. */
const BLOCKS = 600
const lineOf = (block: number): string => `Line ${block} says what nobody else says.`

async function longPage(writer: Writer): Promise<void> {
  await writer.goesToEnd()
  await writer.types('A long page')
  await writer.page.keyboard.press('Enter')
  await writer.pastes(Array.from({ length: BLOCKS }, (_, i) => lineOf(i + 1)).join('\n\n'))
}

/** Which blocks are missing on paper, where nothing is skipped, or stand on others. */
async function faultsInRow(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  const faults = await page.evaluate(() => {
    const blocks = [...document.querySelectorAll('main .ProseMirror > *')]
    const boxes = blocks.map((block) => block.getBoundingClientRect())
    return boxes.flatMap(({ top, height }, i) => {
      const text = blocks[i]?.textContent ?? ''
      if (height < 10) return [`«${text}» is not shown`]
      return i > 0 && top < (boxes[i - 1]?.bottom ?? 0) - 2 ? [`«${text}» stands on the one before`] : []
    })
  })
  await page.emulateMedia({ media: 'screen' })
  return faults
}

test('a long page is found in, selected, printed and walked through as a whole, though most of it is out of sight', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await longPage(ann)
  const bob = await join('Bob', address)
  await bob.sees(lineOf(BLOCKS))

  // Find in page, as the browser does it.
  const words = `Line ${BLOCKS / 2} says`
  const isFound = await bob.page.evaluate((wanted) => {
    // Not declared, since it is in no standard; every browser has it.
    const find = (window as unknown as { find: (text: string) => boolean }).find
    return find(wanted)
  }, words)
  expect(isFound).toBe(true)
  const found = bob.text.locator('> *', { hasText: words })
  await expect(found).toBeInViewport()

  // Select all, and copy.
  await bob.text.focus()
  await bob.page.keyboard.press('ControlOrMeta+a')
  const copied = await bob.text.evaluate((editor) => {
    const clipboardData = new DataTransfer()
    editor.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/plain')
  })
  for (let block = 1; block <= BLOCKS; block++) expect(copied).toContain(lineOf(block))

  // From end to end, and over the edges of what is skipped.
  await bob.page.keyboard.press('ControlOrMeta+End')
  await bob.types(' The end.')
  await expect(bob.text.locator('> *').last()).toBeInViewport()
  await bob.page.keyboard.press('ControlOrMeta+Home')
  for (let block = 1; block <= 120; block++) await bob.page.keyboard.press('ArrowDown')
  await bob.types('Here: ')
  await bob.sees(`Here: ${lineOf(120)}`)
  await ann.sees('The end.')

  // On paper everything has its height.
  const heightOf = (page: Page): Promise<number> =>
    page.evaluate(() => document.querySelector('main .ProseMirror')?.getBoundingClientRect().height ?? 0)
  await bob.page.emulateMedia({ media: 'print' })
  const printed = await heightOf(bob.page)
  const lineHeight = await found.evaluate((block) => block.getBoundingClientRect().height)
  expect(printed).toBeGreaterThan(lineHeight * BLOCKS * 0.95)
  await bob.page.emulateMedia({ media: 'screen' })
})

test('every block of a long page has its place, whatever two people paste, split, join, move and take back', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await longPage(ann)
  const bob = await join('Bob', address)
  await bob.sees(lineOf(BLOCKS))
  const press = async (writer: Writer, ...keys: string[]): Promise<void> => {
    for (const key of keys) await writer.page.keyboard.press(key)
  }
  for (const block of [1, 49, 50, 51, 100, 298, BLOCKS]) {
    await ann.goesBehind(`Line ${block} says`)
    await press(ann, 'Enter', 'Enter')
    await ann.types('between')
    await bob.goesBehind(`Line ${block} `)
    await press(bob, 'Alt+ArrowUp', 'Alt+ArrowUp')
  }
  for (const block of [47, 52, 98, 102, 200]) {
    await bob.goesBehind(`Line ${block} says what nobody else says.`)
    await press(bob, 'Delete', 'Delete')
  }
  await ann.goesBehind('Line 150')
  await ann.pastes(Array.from({ length: 120 }, (_, i) => `Pasted ${i}`).join('\n\n'))
  await press(ann, 'ControlOrMeta+z', 'ControlOrMeta+Shift+z')
  await press(bob, 'ControlOrMeta+z')

  await sameText([ann, bob])
  expect(await faultsInRow(ann.page)).toEqual([])
  expect(await faultsInRow(bob.page)).toEqual([])

  // All goes, and all comes back.
  await press(ann, 'ControlOrMeta+a', 'Backspace')
  await expect(bob.text).not.toContainText('Line')
  await press(ann, 'ControlOrMeta+z')
  await sameText([ann, bob])
  expect(await faultsInRow(ann.page)).toEqual([])
  expect(await faultsInRow(bob.page)).toEqual([])
})
