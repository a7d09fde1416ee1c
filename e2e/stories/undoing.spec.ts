import { expect } from '@playwright/test'
import { type Story, sameText, test } from '../stories.ts'
import type { Writer } from '../writer.ts'

const LINE = 'Ann: . Bob: .'

/** Two people at one line; Ann has nothing to undo yet. */
async function meet(join: Story['join'], address: string): Promise<[ann: Writer, bob: Writer]> {
  const first = await join('Zoe', address)
  await first.begins('Title', LINE)
  await first.isToldSaved()
  await first.page.close()
  const ann = await join('Ann', address)
  const bob = await join('Bob', address)
  for (const person of [ann, bob]) await person.sees(LINE)
  return [ann, bob]
}

const undoes = ({ page }: Writer): Promise<void> => page.keyboard.press('ControlOrMeta+z')
const redoes = ({ page }: Writer): Promise<void> => page.keyboard.press('ControlOrMeta+Shift+z')

test('undo takes back one’s own run of typing while somebody else types into it', async ({
  join,
  newDocument,
}) => {
  const [ann, bob] = await meet(join, await newDocument())
  await ann.goesBehind('Ann: ')
  await ann.types('one run of words')
  await bob.sees('one run of words')
  await bob.goesBehind('one run')
  const typing = bob.types(' in which Bob goes on and on', { delay: 30 })
  await ann.sees('in which')
  await undoes(ann)
  await typing
  expect(await sameText([ann, bob])).toBe('Title\nAnn:  in which Bob goes on and on. Bob: .')
  await redoes(ann)
  expect(await sameText([ann, bob])).toBe('Title\nAnn: one run in which Bob goes on and on of words. Bob: .')
})

test('undoing a heading keeps what somebody else wrote into it', async ({ join, newDocument }) => {
  const [ann, bob] = await meet(join, await newDocument())
  await ann.goesBehind('Ann: ')
  await ann.page.keyboard.press('ControlOrMeta+Alt+2')
  await expect(bob.text.locator('h2')).toHaveText(LINE)
  await bob.goesBehind('Bob: ')
  await bob.types('his words')
  await ann.sees('his words')
  await undoes(ann)
  for (const person of [ann, bob]) await expect(person.text.locator('h2')).toHaveCount(0)
  expect(await sameText([ann, bob])).toBe('Title\nAnn: . Bob: his words.')
  await redoes(ann)
  for (const person of [ann, bob])
    await expect(person.text.locator('h2')).toHaveText('Ann: . Bob: his words.')
})

test('undoing a new line keeps what somebody else wrote in it', async ({ join, newDocument }) => {
  const [ann, bob] = await meet(join, await newDocument())
  await ann.goesBehind('Ann: .')
  await ann.page.keyboard.press('Enter')
  await expect(bob.text.locator('> *')).toHaveCount(3)
  await bob.goesBehind('Bob: ')
  await bob.types('his words')
  await ann.sees('his words')
  await undoes(ann)
  expect(await sameText([ann, bob])).toBe('Title\nAnn: . Bob: his words.')
})

// Where CapsLock is on, Shift makes a small letter.
for (const [keys, press] of [
  ['Z', 'ControlOrMeta+Shift+Z'],
  ['a small z', 'ControlOrMeta+Shift+z'],
  ['Y', 'ControlOrMeta+y'],
] as const) {
  test(`one redo too many undoes nothing: ${keys}`, async ({ join, newDocument }) => {
    const [ann, bob] = await meet(join, await newDocument())
    await ann.goesBehind('Ann: ')
    await ann.types('words')
    await undoes(ann)
    expect(await sameText([ann, bob])).toBe(`Title\n${LINE}`)
    for (let times = 0; times < 4; times++) await ann.page.keyboard.press(press)
    expect(await sameText([ann, bob])).toBe('Title\nAnn: words. Bob: .')
  })
}

test('one undo too many takes back nothing of others', async ({ join, newDocument }) => {
  const [ann, bob] = await meet(join, await newDocument())
  await bob.goesBehind('Bob: ')
  await bob.types('his words')
  await ann.sees('his words')
  await ann.goesBehind('Ann: ')
  await ann.types('words')
  for (let times = 0; times < 4; times++) await undoes(ann)
  expect(await sameText([ann, bob])).toBe('Title\nAnn: . Bob: his words.')
})
