import { expect } from '@playwright/test'
import { sameText, test } from '../stories.ts'

test('two people type at once in one paragraph, and both read both', async ({ join, newDocument }) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Minutes', 'Ann: . Bob: .')
  const bob = await join('Bob', address)
  await bob.sees('Bob: .')
  await ann.goesBehind('Ann: ')
  await bob.goesBehind('Bob: ')
  await Promise.all([
    ann.types('we write this together and at once', { delay: 5 }),
    bob.types('nothing of mine is lost', { delay: 5 }),
  ])
  expect(await sameText([ann, bob])).toBe(
    'Minutes\nAnn: we write this together and at once. Bob: nothing of mine is lost.',
  )
  await ann.isToldSaved()
  await bob.isToldSaved()
})

test('five people type in one paragraph, and every character is there once', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const first = await join('Ann', address)
  await first.begins('Round table', 'One sentence to start with.')
  await first.isToldSaved()
  const people = [first]
  for (const name of ['Bob', 'Cy', 'Dee', 'Eve']) people.push(await join(name, address))
  for (const person of people) await person.sees('to start with.')
  // Everybody has letters of their own, so that each can be counted.
  const letters = people.map((_, i) =>
    Array.from({ length: 30 }, (__, k) => String.fromCharCode(0xac00 + i * 50 + k)),
  )
  await Promise.all(
    people.map(async (person, i) => {
      await person.goesBehind(['One', 'sentence', 'to', 'start', 'with'][i]!)
      await person.types(letters[i]!.join(''), { delay: 10 })
    }),
  )
  const text = await sameText(people)
  for (const letter of letters.flat()) expect(text.split(letter)).toHaveLength(2)
  expect(text.replaceAll(/[\uac00-\ud7a3]/g, '')).toBe('Round table\nOne sentence to start with.')
})

test('a reload finds the text, the name and the colour again', async ({ join, newDocument }) => {
  const ann = await join('Ann', await newDocument())
  await ann.begins('Still here tomorrow')
  await ann.isToldSaved()
  await ann.here.getByRole('button').click()
  await ann.page.getByLabel('Your name').fill('Annabel')
  await ann.page.keyboard.press('Enter')
  await expect(ann.here).toHaveAttribute('data-name', 'Annabel')
  const colour = await ann.page.evaluate(() => localStorage.getItem('weft.identity'))
  await ann.page.reload()
  await ann.sees('Still here tomorrow')
  await expect(ann.here).toHaveAttribute('data-name', 'Annabel')
  expect(await ann.page.evaluate(() => localStorage.getItem('weft.identity'))).toBe(colour)
  await expect(ann.page).toHaveTitle('Still here tomorrow · Weft')
})

test('one undo takes back one run of typing, though somebody else types meanwhile', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Title', 'Ann: . Bob: .')
  await ann.isToldSaved()
  const bob = await join('Bob', address)
  await bob.sees('Bob: .')
  await ann.page.reload()
  await ann.sees('Bob: .')
  await ann.goesBehind('Ann: ')
  await bob.goesBehind('Bob: ')
  await Promise.all([ann.types('a run of words', { delay: 8 }), bob.types('his own words', { delay: 8 })])
  await sameText([ann, bob])
  await ann.page.keyboard.press('ControlOrMeta+z')
  expect(await sameText([ann, bob])).toBe('Title\nAnn: . Bob: his own words.')
  await ann.page.keyboard.press('ControlOrMeta+Shift+z')
  expect(await sameText([ann, bob])).toBe('Title\nAnn: a run of words. Bob: his own words.')
})

test('who takes everything, thinks better of it and types on at once writes over nothing', async ({
  join,
  newDocument,
}) => {
  const ann = await join('Ann', await newDocument())
  await ann.begins('A title', 'and a line')
  await ann.page.keyboard.press('ControlOrMeta+a')
  // Faster than the browser reports that the selection is gone: keys go before its report.
  const keyboard = await ann.page.context().newCDPSession(ann.page)
  const END = { key: 'End', code: 'End', windowsVirtualKeyCode: 35, modifiers: 2 }
  await Promise.all([
    keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...END }),
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...END }),
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key: '!', text: '!' }),
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: '!' }),
  ])
  await ann.sees('and a line!')
  await ann.sees('A title')
})
