import { expect } from '@playwright/test'
import { setTimeout } from 'node:timers/promises'
import { type Composing, composing } from '../composing.ts'
import { sameText, test } from '../stories.ts'
import type { Writer } from '../writer.ts'

/** Words as they are composed: what is seen on the way, and what it becomes. */
interface Word {
  readonly seen: readonly string[]
  readonly meant: string
}

const LANGUAGES: Record<string, readonly Word[]> = {
  Chinese: [{ seen: ['n', 'ni', 'nih'], meant: '你好' }],
  Japanese: [{ seen: ['k', 'か', 'かn', 'かんじ', '漢字'], meant: '漢字' }],
  Korean: [
    { seen: ['ㅎ', '하', '한'], meant: '한' },
    { seen: ['ㄱ', '그', '글'], meant: '글' },
  ],
}

interface Meanwhile {
  readonly does: (bob: Writer, halfTyped: string) => Promise<void>
  /** The lines below the title in the end. */
  readonly left: (written: string) => readonly string[]
}

const LINE = 'first left right tail'
const BELOW = 'below'
/** Ann writes right behind «left». */
const line = (written: string): string => LINE.replace('left', `left${written}`)

const MEANWHILE: Record<string, Meanwhile> = {
  'types in another paragraph': {
    does: typesBehind('below'),
    left: (written) => [line(written), 'belowBOB'],
  },
  'types before it in the same paragraph': {
    does: typesBehind('first'),
    left: (written) => [line(written).replace('first', 'firstBOB'), BELOW],
  },
  'types inside the word before it': {
    does: typesBehind('first le'),
    left: (written) => [line(written).replace('left', 'leBOBft'), BELOW],
  },
  'types directly behind it': {
    does: (bob, halfTyped) => typesBehind(halfTyped)(bob),
    left: (written) => [line(`${written}BOB`), BELOW],
  },
  'presses Enter before it in the same paragraph': {
    async does(bob) {
      await bob.goesBehind('first')
      await bob.page.keyboard.press('Enter')
      await expect(bob.text.locator('> *')).toHaveCount(4)
    },
    left: (written) => ['first', line(written).replace('first', ''), BELOW],
  },
  'walks through it with the caret': {
    async does(bob, halfTyped) {
      await bob.goesBehind(halfTyped)
      for (let steps = 0; steps < 4; steps++) await bob.page.keyboard.press('ArrowLeft')
      for (let steps = 0; steps < 2; steps++) await bob.page.keyboard.press('ArrowRight')
    },
    left: (written) => [line(written), BELOW],
  },
  'deletes the word before it': {
    async does(bob) {
      await bob.goesBehind('first left')
      for (let letters = 0; letters < 'left'.length; letters++) await bob.page.keyboard.press('Backspace')
      await expect(bob.text).not.toContainText('left')
    },
    left: (written) => [line(written).replace('left', ''), BELOW],
  },
  'makes a heading of the paragraph': {
    async does(bob) {
      await bob.goesBehind('first')
      await bob.page.keyboard.press('ControlOrMeta+Alt+2')
      await expect(bob.text.locator('h2')).toContainText('first')
    },
    left: (written) => [line(written), BELOW],
  },
  'makes all of the paragraph bold': {
    async does(bob) {
      await bob.goesBehind('tail')
      await bob.page.keyboard.press('Shift+Home')
      await bob.page.keyboard.press('ControlOrMeta+b')
      await expect(bob.text.locator('strong').first()).toContainText('first')
    },
    left: (written) => [line(written), BELOW],
  },
}

function typesBehind(words: string): (bob: Writer) => Promise<void> {
  return async (bob) => {
    await bob.goesBehind(words)
    await bob.types('BOB')
    await bob.sees('BOB')
  }
}

/** Ann composes letter by letter; Bob reads along, and does something while she is not done. */
async function writesDisturbed(
  words: readonly Word[],
  input: Composing,
  reader: Writer,
  meanwhile: (halfTyped: string) => Promise<void>,
): Promise<void> {
  for (const [i, { seen, meant }] of words.entries()) {
    const last = seen.length - 1
    for (const [step, letters] of seen.entries()) {
      await input.shows(letters)
      if (i > 0 || step !== last - 1) continue
      await reader.sees(`left${letters}`)
      await meanwhile(letters)
      // What is saved has been told to all others.
      await reader.isToldSaved()
    }
    await input.commits(meant)
  }
}

for (const [language, words] of Object.entries(LANGUAGES)) {
  const written = words.map(({ meant }) => meant).join('')
  for (const [what, { does, left }] of Object.entries(MEANWHILE)) {
    test(`[M27] ${language} is composed while somebody else ${what}`, async ({ join, newDocument }) => {
      const address = await newDocument()
      const ann = await join('Ann', address)
      await ann.begins('Title', LINE)
      await ann.page.keyboard.press('Enter')
      await ann.types(BELOW)
      const bob = await join('Bob', address)
      await bob.sees(BELOW)
      await ann.goesBehind('left')
      const input = await composing(ann)

      await writesDisturbed(words, input, bob, (halfTyped) => does(bob, halfTyped))

      const expected = ['Title', ...left(written)].join('\n')
      await expect.poll(() => ann.reads(), { timeout: 1000 }).toBe(expected)
      expect(await sameText([ann, bob])).toBe(expected)
      expect(await input.counts()).toEqual({ begun: words.length, ended: words.length })
      // The caret is still where the writing goes on.
      await ann.types('!')
      expect(await sameText([ann, bob])).toBe(expected.replace(written, `${written}!`))
    })
  }
}

test('[M27] half-typed letters are seen by others before they are what is meant', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Title', 'We say ')
  const bob = await join('Bob', address)
  await bob.sees('We say')
  const input = await composing(ann)
  for (const halfTyped of ['n', 'ni', 'nihao']) {
    await input.shows(halfTyped)
    await bob.sees(`We say ${halfTyped}`)
  }
  await input.commits('你好')
  expect(await sameText([ann, bob])).toBe('Title\nWe say 你好')
})

test('[M27] a composition that is left alone does not keep others out for long', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Title', 'left')
  const bob = await join('Bob', address)
  await bob.sees('left')
  const input = await composing(ann)
  await input.shows('nih')
  await bob.sees('leftnih')
  await bob.goesBehind('Title')
  await bob.types(' of Bob')
  await expect(ann.text).toContainText('Title of Bob', { timeout: 5000 })
  await input.commits('你好')
  expect(await sameText([ann, bob])).toBe('Title of Bob\nleft你好')
})

/** A fast typist of Korean: ten keys a second, and each syllable begins in the moment in which the one before ends. */
const KEY = 100

test('[M27] others are seen between the words of somebody who never pauses', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Title', 'left')
  const bob = await join('Bob', address)
  await bob.sees('left')
  const input = await composing(ann)
  await bob.goesBehind('Title')
  let seen = false
  let words = 0
  const writing = (async () => {
    for (; !seen && words < 20; words++) {
      await ann.types(' ', { delay: KEY })
      for (let syllables = 0; syllables < 2; syllables++) {
        for (const letters of ['ㅎ', '하', '한']) {
          await setTimeout(KEY)
          await input.shows(letters)
        }
        await input.commits('한')
      }
      await setTimeout(KEY)
    }
  })()
  await bob.types(' of Bob')
  await expect(ann.text).toContainText('Title of Bob', { timeout: 5000 })
  seen = true
  await writing
  expect(await sameText([ann, bob])).toBe(`Title of Bob\nleft${' 한한'.repeat(words)}`)
})
