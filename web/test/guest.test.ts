import { describe, expect, test } from 'vitest'
import { drawGuest, nameOf, readIdentity, rename } from '../src/features/identity/guest.ts'
import { initialsOf } from '../src/ui/initials.ts'
import { palette } from '@weft/shared/palette'
import { LONGEST_NAME } from '@weft/shared/personName'

describe('the palette of people', () => {
  const PAPER = { light: '#fbfaf7', dark: '#1d1b18' }

  test('has twelve colours, all different', () => {
    expect(new Set(palette).size).toBe(12)
  })

  test.each(palette)('%s carries white letters and stands out from the paper', (color) => {
    expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(color, PAPER.light)).toBeGreaterThanOrEqual(3)
    expect(contrast(color, PAPER.dark)).toBeGreaterThanOrEqual(3)
  })
})

describe('a guest', () => {
  test('has a name in each language', () => {
    const guest = drawGuest(() => 0)
    expect(nameOf(guest, 'en')).toBe('Quiet Otter')
    expect(nameOf(guest, 'zh')).toBe('安静的水獭')
  })

  test.each([0, 0.2, 0.5, 0.999999])('drawn with %d is complete', (random) => {
    const guest = drawGuest(() => random)
    expect(palette).toContain(guest.color)
    expect(nameOf(guest, 'en')).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    expect(nameOf(guest, 'zh')).toMatch(/^\p{Script=Han}+的\p{Script=Han}+$/u)
  })

  test('keeps a chosen name in every language, short and tidy', () => {
    const guest = rename(
      drawGuest(() => 0),
      '  Ada \n  Lovelace ',
    )
    expect(nameOf(guest, 'en')).toBe('Ada Lovelace')
    expect(nameOf(guest, 'zh')).toBe('Ada Lovelace')
    expect(Array.from(nameOf(rename(guest, '水'.repeat(90)), 'zh'))).toHaveLength(LONGEST_NAME)
  })

  test('without a name goes back to the friendly one', () => {
    const guest = drawGuest(() => 0)
    expect(nameOf(rename(rename(guest, 'Ada'), '   '), 'en')).toBe('Quiet Otter')
  })

  test('is read as it was stored', () => {
    const guest = rename(
      drawGuest(() => 0.7),
      'Ada',
    )
    expect(readIdentity(JSON.parse(JSON.stringify(guest)), () => 0)).toEqual(guest)
  })

  test.each([null, 4, 'x', [], { color: 'red', name: 9, adjective: -1, animal: 'fox' }])(
    'is drawn anew where %j is stored',
    (stored) => {
      expect(readIdentity(stored, () => 0)).toEqual(drawGuest(() => 0))
    },
  )
})

test.each([
  ['Quiet Otter', 'QO'],
  ['ada', 'A'],
  ['Ada King Lovelace', 'AL'],
  ['安静的水獭', '安'],
  ['😀 smile', '😀'],
  ['', '?'],
])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
