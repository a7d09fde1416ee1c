import { expect } from '@playwright/test'
import { line } from '../line.ts'
import { sameText, test } from '../stories.ts'
import type { Writer } from '../writer.ts'

const LINES = ['first line', 'second line', 'third line stays', 'fourth line']

type Act = (writer: Writer) => Promise<void>

const keys =
  (behind: string, ...pressed: readonly string[]): Act =>
  async (writer) => {
    await writer.goesBehind(behind)
    for (const key of pressed) await writer.page.keyboard.press(key)
  }

const types =
  (behind: string, words: string): Act =>
  async (writer) => {
    await writer.goesBehind(behind)
    await writer.types(words)
  }

const typesBob = types('third li', 'BOB')
const WRITTEN = 'third liBOBne stays'

/** What two people do at once, one of them offline, and what is left of it. `looks` is what the line has become. */
const PAIRS: Record<string, { ann: Act; bob: Act; left: readonly string[]; looks?: string }> = {
  'joins two lines, the other types in the second': {
    ann: keys('second line', 'Delete'),
    bob: typesBob,
    left: ['first line', `second line${WRITTEN}`, 'fourth line'],
  },
  'makes a heading, the other types in it': {
    ann: keys('third', 'ControlOrMeta+Alt+2'),
    bob: typesBob,
    left: ['first line', 'second line', WRITTEN, 'fourth line'],
    looks: 'h2',
  },
  'makes a list item, the other types in it': {
    ann: keys('third', 'ControlOrMeta+Shift+8'),
    bob: typesBob,
    left: ['first line', 'second line', WRITTEN, 'fourth line'],
    looks: '.bullet',
  },
  'splits a line, the other types behind the place': {
    ann: keys('third line', 'Enter'),
    bob: types('third line st', 'BOB'),
    left: ['first line', 'second line', 'third line', ' stBOBays', 'fourth line'],
  },
  'splits a line, the other types before the place': {
    ann: keys('third line', 'Enter'),
    bob: typesBob,
    left: ['first line', 'second line', 'third liBOBne', ' stays', 'fourth line'],
  },
  'moves a line down, the other types in it': {
    ann: keys('third', 'Alt+ArrowDown'),
    bob: typesBob,
    left: ['first line', 'second line', 'fourth line', WRITTEN],
  },
  'moves a line down, the other moves it down too': {
    ann: keys('third', 'Alt+ArrowDown'),
    bob: keys('third', 'Alt+ArrowDown'),
    left: ['first line', 'second line', 'fourth line', 'third line stays'],
  },
  'joins two lines, the other joins them too': {
    ann: keys('second line', 'Delete'),
    bob: keys('second line', 'Delete'),
    left: ['first line', 'second linethird line stays', 'fourth line'],
  },
  'makes a heading, the other makes a list item of it': {
    ann: keys('third', 'ControlOrMeta+Alt+2'),
    bob: keys('third', 'ControlOrMeta+Shift+8'),
    left: ['first line', 'second line', 'third line stays', 'fourth line'],
  },
}

for (const [what, { ann: annDoes, bob: bobDoes, left, looks }] of Object.entries(PAIRS)) {
  test(`[M21] [M23] apart, one ${what}: nothing is lost or doubled`, async ({ join, newDocument }) => {
    const address = await newDocument()
    const ann = await join('Ann')
    const connection = await line(ann.page)
    await ann.open(address)
    await ann.begins('Title')
    for (const text of LINES) {
      await ann.page.keyboard.press('Enter')
      await ann.types(text)
    }
    const bob = await join('Bob', address)
    await bob.sees('fourth line')
    await ann.isToldSaved()

    connection.cut()
    await annDoes(ann)
    await bobDoes(bob)
    await bob.isToldSaved()
    await expect(ann.status).toHaveAttribute('data-state', 'saving')
    connection.mend()

    await ann.isToldSaved()
    await expect.poll(() => ann.reads()).toBe(['Title', ...left].join('\n'))
    await sameText([ann, bob])
    if (looks !== undefined)
      for (const { text } of [ann, bob]) await expect(text.locator(looks)).toHaveText(WRITTEN)
  })
}

test('somebody whose network is gone goes on writing, and both are there when it is back', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Title', 'third line stays')
  const bob = await join('Bob', address)
  await bob.sees('stays')
  await ann.page.context().setOffline(true)
  await expect(ann.status).toHaveAttribute('data-state', 'offline')
  await keys('third', 'ControlOrMeta+Alt+2')(ann)
  await typesBob(bob)
  await ann.page.context().setOffline(false)
  await ann.isToldSaved()
  await ann.sees('BOB')
  expect(await sameText([ann, bob])).toBe(`Title\n${WRITTEN}`)
  for (const { text } of [ann, bob]) await expect(text.locator('h2')).toHaveText(WRITTEN)
})
