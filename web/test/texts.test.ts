import { expect, test } from 'vitest'
import { en, type TextKey } from '../src/i18n/en.ts'
import { preferredLanguage } from '../src/i18n/language.ts'
import { en as share, type ShareKey } from '../src/i18n/share/en.ts'
import { zh as shareInChinese } from '../src/i18n/share/zh.ts'
import { zh } from '../src/i18n/zh.ts'

const keys = Object.keys(en) as TextKey[]
const holes = (text: string) =>
  Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([hole]) => hole).sort((a, b) => a.localeCompare(b))

test.each(keys)('%s says the same in both languages', (key) => {
  expect(zh[key]).not.toBe('')
  expect(holes(zh[key])).toEqual(holes(en[key]))
})

test.each(Object.keys(share) as ShareKey[])('share: %s says the same in both languages', (key) => {
  expect(shareInChinese[key]).not.toBe('')
  expect(holes(shareInChinese[key])).toEqual(holes(share[key]))
})

test.each([
  [['zh-CN', 'en'], 'zh'],
  [['de-DE', 'zh-Hans'], 'zh'],
  [['en-GB', 'zh'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
] as const)('a browser that asks for %j gets %s', (wanted, expected) => {
  expect(preferredLanguage(wanted)).toBe(expected)
})
