import { expect } from '@playwright/test'
import { read } from '@weft/shared/model/read'
import { textOf } from '@weft/shared/model/text'
import { Hand } from '../hand.ts'
import { line } from '../line.ts'
import { Random } from '../random.ts'
import { stockClient } from '../stockClient.ts'
import { sameText, type Story, test } from '../stories.ts'
import type { Writer } from '../writer.ts'

const NAMES = ['Ann', 'Bob', 'Cy', 'Dee', 'Eve']
/** One way, in milliseconds: people in different countries. */
const DELAY = 40

/** Five people, each behind a line with a delay, and with a window in which all of the page is seen. */
async function gather(join: Story['join'], address: string): Promise<Writer[]> {
  const people: Writer[] = []
  for (const name of NAMES) {
    const person = await join(name, null, { viewport: { width: 1280, height: 2000 } })
    await line(person.page, DELAY)
    await person.open(address)
    people.push(person)
  }
  for (const person of people) await expect(person.here).toHaveCount(NAMES.length)
  return people
}

for (const where of ['the title of a new page', 'a new paragraph']) {
  test(`five people begin to write in ${where} at the same moment, and every letter is there once`, async ({
    join,
    newDocument,
  }) => {
    const people = await gather(join, await newDocument())
    if (where === 'a new paragraph') {
      await people[0]!.begins('Round table', '')
      for (const person of people) await expect(person.text.locator('> *')).toHaveCount(2)
    }
    const hands = await Promise.all(people.map((one, i) => Hand.of(one, i, new Random(i))))
    for (const person of people) await person.goesToEnd()
    await Promise.all(hands.map((hand) => hand.types(8)))
    const text = await sameText(people)
    const title = where === 'a new paragraph' ? 'Round table\n' : ''
    expect(text).toHaveLength(title.length + 8 * NAMES.length)
    for (const { words } of hands) expect(text).toContain(words[0])
  })
}

const SENTENCE = 'αβγδε ζηθικ λμνξο πρστυ'

for (const seed of [1]) {
  test(`five people write, split, join, delete and embolden one line for 30 s, seed ${seed}`, async ({
    join,
    newDocument,
  }) => {
    test.setTimeout(150_000)
    const address = await newDocument()
    const first = await join('Zoe', address)
    await first.begins('Round table', SENTENCE)
    await first.isToldSaved()
    await first.page.close()
    const people = await gather(join, address)
    for (const person of people) await person.sees(SENTENCE)
    const hands = await Promise.all(people.map((one, i) => Hand.of(one, i, new Random(seed * 100 + i))))

    const start = Date.now()
    await Promise.all(
      hands.map(async (hand, i) => {
        // One after another falls silent, and their carets stay where they are while the others go on.
        const end = start + 22_000 + i * 2000
        while (Date.now() < end) await hand.acts()
        await hand.writes()
      }),
    )

    const text = await sameText(people)
    const { text: content, leave } = await stockClient(address)
    expect(textOf(read(content)), 'the text says what the pages show').toBe(text)
    leave()

    const deeds = await Promise.all(hands.map((hand) => hand.deeds))
    expect(deeds.map(({ replaced }) => replaced).join(''), 'an old selection is replaced').toBe('')
    const deleted = new Set(deeds.flatMap((one) => Array.from(one.deleted)))
    const typed = hands.flatMap(({ words }) => Array.from(words.join('')))
    const times = (letter: string) => text.split(letter).length - 1
    const letters = Array.from(SENTENCE.replaceAll(' ', '')).concat(typed)
    expect(letters.filter((letter) => times(letter) > 1).join(''), 'letters twice').toBe('')
    expect(
      letters.filter((letter) => times(letter) === 0 && !deleted.has(letter)).join(''),
      'letters that nobody deleted are lost',
    ).toBe('')
    expect(
      letters.filter((letter) => times(letter) > 0 && deleted.has(letter)).join(''),
      'deleted letters are back',
    ).toBe('')

    const written = deeds.flatMap((one) => one.written)
    const cut = (word: string) =>
      written.some(({ letter, behind }) => {
        const at = behind === '' ? -1 : word.slice(0, -1).indexOf(behind)
        return at >= 0 && letter !== word[at + 1]
      })
    const words = hands.flatMap((hand) => hand.words)
    const whole = words.filter((word) => !cut(word))
    const rest = (word: string) =>
      Array.from(word)
        .filter((letter) => !deleted.has(letter))
        .join('')
    expect(
      whole.filter((word) => !text.includes(rest(word))),
      'words in which nobody else wrote are torn',
    ).toEqual([])
    expect(whole.length).toBeGreaterThan(words.length / 4)

    for (const [i, hand] of hands.entries()) {
      const last = hand.words.at(-1)!.at(-1)!
      if (!deleted.has(last)) expect(await hand.letterAtCaret(), `the caret of ${NAMES[i]}`).toBe(last)
    }

    const [ann, ...others] = people
    const places = () =>
      ann!.text.evaluate((root) => {
        const range = document.createRange()
        range.selectNodeContents(root)
        return Array.from(range.getClientRects(), ({ x, y, width }) => [x, y, width])
      })
    await expect(ann!.page.locator('[data-caret]')).toHaveCount(others.length)
    const among = await places()
    for (const { page } of others) await page.close()
    await expect(ann!.page.locator('[data-caret]')).toHaveCount(0)
    expect(await places(), 'carets of others move no letter').toEqual(among)
  })
}

test('what somebody reads stays where it is, wherever others write', async ({ join, newDocument }) => {
  const address = await newDocument()
  const bob = await join('Bob', address)
  const lines = Array.from({ length: 120 }, (_, i) => `line ${i + 100}`)
  await bob.pastes(['A long page', ...lines].join('\n\n'))
  await bob.isToldSaved()
  const ann = await join('Ann', address)
  await ann.sees('line 219')
  const reading = ann.text.getByText('line 160')
  // Her caret is far from where she reads.
  await ann.goesBehind('A long page')
  await ann.page.mouse.move(640, 400)
  await reading.scrollIntoViewIfNeeded()
  await expect(reading).toBeInViewport()
  const place = async (): Promise<number> => Math.round((await reading.boundingBox())!.y)
  const before = await place()

  for (const behind of ['line 161', 'line 159', 'line 219', 'line 105']) {
    await bob.goesBehind(behind)
    await bob.types(' of Bob')
    await ann.sees(`${behind} of Bob`)
    expect(Math.abs((await place()) - before), `Bob writes behind ${behind}`).toBeLessThanOrEqual(1)
  }
  await bob.goesBehind('line 105')
  await bob.page.keyboard.press('Enter')
  await bob.types('A new line')
  await ann.sees('A new line')
  expect(Math.abs((await place()) - before), 'Bob begins a line far above').toBeLessThanOrEqual(1)
})
