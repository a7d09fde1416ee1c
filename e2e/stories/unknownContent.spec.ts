import { expect } from '@playwright/test'
import { read } from '@weft/shared/model/read'
import * as Y from 'yjs'
import { ODD, oddPage, writeBlock } from '../oddContent.ts'
import { Random } from '../random.ts'
import { history, stockClient } from '../stockClient.ts'
import { test } from '../stories.ts'
import type { Writer } from '../writer.ts'

const KNOWN = ['Title', 'before', 'behind']

// One image is the editor's own: an empty one on which a caret can stand behind an atom.
const HARMFUL =
  'script, style, iframe, img:not(.ProseMirror-separator), [href^="javascript" i], [onerror], [onclick]'

/** A page with something between two lines that everybody knows. */
async function pageWith(address: string, odd: (text: Y.Text) => void): Promise<void> {
  const { doc, text, isHeard, leave } = await stockClient(address)
  doc.transact(() => {
    text.insert(0, 'Title')
    writeBlock(text, { id: 'a', kind: 'paragraph' }, 'before')
    odd(text)
    writeBlock(text, { id: 'b', kind: 'paragraph' }, 'behind')
  })
  await isHeard()
  leave()
}

/** All that somebody does who only looks. */
async function looksAround({ page, text }: Writer): Promise<void> {
  const keys = ['ArrowDown', 'ArrowRight', 'End', 'ArrowUp', 'Home', 'PageDown', 'PageUp', 'Shift+ArrowDown']
  await text.locator('> *').first().click()
  for (const key of [...keys, 'ControlOrMeta+End', 'ArrowLeft', 'ControlOrMeta+a', 'ControlOrMeta+c'])
    await page.keyboard.press(key)
  await text.locator('> *').last().click()
  await page.mouse.move(200, 300)
}

/** Opens the page and looks: it shows what it knows, runs nothing and writes nothing. */
async function looksWithoutHarm(reader: Writer, address: string): Promise<void> {
  const before = await history(address)
  await reader.open(address)
  for (const words of KNOWN) await reader.sees(words)
  await looksAround(reader)
  await reader.isToldSaved()
  await expect(reader.text.locator(HARMFUL)).toHaveCount(0)
  expect(Y.equalSnapshots(before, await history(address)), 'looking writes nothing').toBe(true)
}

for (const [what, odd] of Object.entries(ODD)) {
  test(`[M5] [M7] [M15] [M16] [M25] the page holds ${what}: it opens, and stays as it is`, async ({
    join,
    newDocument,
  }) => {
    const address = await newDocument()
    await pageWith(address, odd)
    const before = await history(address)
    const ann = await join('Ann')
    await looksWithoutHarm(ann, address)
    await ann.sees('ODD')

    await ann.goesBehind('behind')
    await ann.types(' it')
    await ann.isToldSaved()
    await ann.sees('behind it')
    // Twins go with the first edit.
    if (what !== 'blocks with one id')
      expect(Y.equalDeleteSets(before.ds, (await history(address)).ds), 'writing deletes nothing').toBe(true)
  })
}

for (let seed = 0; seed < 40; seed += 10) {
  test(`[M5] [M25] pages of chance open and stay as they are: seeds ${seed} to ${seed + 9}`, async ({
    join,
    newDocument,
  }) => {
    const ann = await join('Ann')
    for (let own = seed; own < seed + 10; own++) {
      const address = await newDocument()
      await pageWith(address, oddPage(new Random(own)))
      await test.step(`seed ${own}`, () => looksWithoutHarm(ann, address))
    }
  })
}

test('[M25] nothing at all is a page, and looking at it writes nothing', async ({ join, newDocument }) => {
  const address = await newDocument()
  const before = await history(address)
  const ann = await join('Ann', address)
  await looksAround(ann)
  await ann.isToldSaved()
  expect(Y.equalSnapshots(before, await history(address))).toBe(true)
  await ann.begins('Title')
  await ann.isToldSaved()
})

test('[M4] [M5] a page that begins with a block has an empty title', async ({ join, newDocument }) => {
  const address = await newDocument()
  const { text, leave } = await stockClient(address)
  writeBlock(text, { id: 'a', kind: 'heading', level: 2 }, 'The first block')
  const ann = await join('Ann', address)
  await ann.sees('The first block')
  expect(await ann.reads()).toBe('\nThe first block')
  await ann.text.locator('.title').click()
  await ann.types('Title')
  await expect
    .poll(() => read(text))
    .toMatchObject({
      head: [{ text: 'Title' }],
      blocks: [{ kind: 'heading', content: [{ text: 'The first block' }] }],
    })
  leave()
})

for (const [what, write] of Object.entries<(doc: Y.Doc) => void>({
  'the XML of another editor': (doc) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('inside')])
    doc.getXmlFragment('content').insert(0, [paragraph, new Y.XmlText('bare')])
  },
  'a list of anything': (doc) =>
    doc
      .getArray<unknown>('content')
      .push([1, 'a', null, {}, [1], new Uint8Array(3), new Y.Map(), new Y.Doc()]),
  'a map': (doc) => doc.getMap('content').set('a', new Y.Text('inside')),
})) {
  test(`[M5] [M25] where the text should be is ${what}: the page opens, and leaves it alone`, async ({
    join,
    newDocument,
  }) => {
    const address = await newDocument()
    const { doc, isHeard, leave } = await stockClient(address)
    write(doc)
    await isHeard()
    leave()
    const before = await history(address)
    const ann = await join('Ann', address)
    await looksAround(ann)
    await ann.isToldSaved()
    expect(Y.equalSnapshots(before, await history(address))).toBe(true)
  })
}

test('[M25] a page that is open for a minute writes nothing', async ({ join, newDocument }) => {
  test.setTimeout(120_000)
  const address = await newDocument()
  await pageWith(address, (text) => {
    for (const odd of Object.values(ODD).slice(0, 20)) odd(text)
  })
  const before = await history(address)
  const ann = await join('Ann')
  await looksWithoutHarm(ann, address)
  await ann.page.waitForTimeout(60_000)
  expect(Y.equalSnapshots(before, await history(address))).toBe(true)
})

test('[M7] [M16] what is unknown goes when somebody deletes it', async ({ join, newDocument }) => {
  const address = await newDocument()
  await pageWith(address, (text) => {
    writeBlock(text, { id: 'k', kind: 'kanban', board: 1 }, 'atom:')
    text.insertEmbed(text.length, { kind: 'poll' })
  })
  const ann = await join('Ann', address)
  const { text, leave } = await stockClient(address)
  await ann.goesBehind('atom:')
  await ann.page.keyboard.press('Delete')
  await expect
    .poll(() => read(text).blocks[1])
    .toMatchObject({ kind: 'kanban', content: [{ text: 'atom:' }] })
  await ann.goesBehind('before')
  await ann.page.keyboard.press('Shift+ArrowDown')
  await ann.page.keyboard.press('Shift+End')
  await ann.page.keyboard.press('Delete')
  await expect.poll(() => read(text).blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph'])
  expect(await ann.reads()).toBe('Title\nbefore\nbehind')
  leave()
})
