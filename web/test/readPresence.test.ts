import { describe, expect, test } from 'vitest'
import { readCursor, readPresence } from '../src/features/presence/readPresence.ts'
import { palette } from '@weft/shared/palette'

const nowhere = () => null
const somewhere = () => ({ anchor: 1, head: 2 })

describe('a page that says what it should', () => {
  test('is taken at its word', () => {
    const state = { user: { name: 'Ann', color: '#0E7aa1' }, cursor: { anchor: {}, head: {} } }
    expect(readPresence(state, 5)).toEqual({ name: 'Ann', color: '#0E7aa1' })
    expect(readCursor(state.cursor, somewhere)).toEqual({ anchor: 1, head: 2 })
  })

  test('has no cursor where there is none', () => {
    expect(readCursor(null, somewhere)).toBeNull()
    expect(readCursor({}, nowhere)).toBeNull()
  })
})

describe('a page that says anything', () => {
  test.each([null, undefined, 3, 'x', true, [], [{ user: {} }], Symbol('x'), () => 1])(
    '%s is nobody',
    (state) => {
      expect(readPresence(state, 1)).toBeNull()
    },
  )

  test.each([
    {},
    { user: null },
    { user: 'Ann' },
    { user: [] },
    { user: { name: 7 } },
    { user: { name: {} } },
  ])('%j is a guest', (state) => {
    const presence = readPresence(state, 1)
    expect(presence?.name).toBe('')
    expect(palette).toContain(presence?.color)
  })

  test('a name is short, without control signs and without turns of direction', () => {
    const read = (name: string) => readPresence({ user: { name } }, 1)?.name
    expect(Array.from(read('😀'.repeat(1000)) ?? '')).toHaveLength(40)
    expect(read('x'.repeat(5_000_000))).toHaveLength(40)
    expect(read('a\u0000b\u202ec\n\u2066d')).toBe('abc d')
    // Nothing that can be seen is no name; what joins emoji stays, and no letter reaches over its line.
    for (const unseen of ['\u200b\u3164', '\u00ad\u2060', '\u200d', '\u115f\uffa0 '])
      expect(read(unseen)).toBe('')
    expect(read('李\u200b雷 👨‍👩‍👧')).toBe('李雷 👨‍👩‍👧')
    expect(read(`Z${'\u0301'.repeat(30)}oe`)).toBe(`Z${'\u0301'.repeat(4)}oe`)
    expect(read(' <img src=x onerror=alert(1)> ')).toBe('<img src=x onerror=alert(1)>')
  })

  test.each([
    'red',
    '#fff',
    '#ffffff',
    '#ffe100',
    '#12345g',
    '#1234567',
    'url(https://evil.example)',
    '#123456;background:url(x)',
    '',
    9,
    null,
    {},
    ['#123456'],
  ])('the colour %j is replaced, always by the same one', (color) => {
    const first = readPresence({ user: { color } }, 42)?.color
    expect(palette).toContain(first)
    expect(readPresence({ user: { color } }, 42)?.color).toBe(first)
  })

  test.each([Number.NaN, -1, 1e300, 0.5, Infinity])('client %d has a colour too', (client) => {
    expect(palette).toContain(readPresence({}, client)?.color)
  })

  test('a cursor that makes the document throw is no cursor', () => {
    const fails = () => {
      throw new Error('no such place')
    }
    expect(readCursor({ anchor: 1 }, fails)).toBeNull()
  })

  test.each(['x', 4, [], true])('the cursor %j is none', (cursor) => {
    expect(readCursor(cursor, somewhere)).toBeNull()
  })
})
