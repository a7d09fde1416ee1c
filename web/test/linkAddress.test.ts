import { expect, test } from 'vitest'
import { isLinkable, readAddress } from '../src/ui/linkAddress.ts'

test.each([
  ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
  [' http://example.org ', 'http://example.org'],
  ['example.org/path', 'https://example.org/path'],
  ['ann@example.org', 'mailto:ann@example.org'],
  ['mailto:ann@example.org', 'mailto:ann@example.org'],
])('%j means %j', (typed, address) => {
  expect(readAddress(typed)).toBe(address)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'words',
  '',
  '/a',
])('%j is no address', (typed) => {
  expect(readAddress(typed)).toBeNull()
})

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  '\u0001javascript:x',
  'vbscript:x',
  'data:text/html,x',
])('%j is never shown as a link', (address) => {
  expect(isLinkable(address)).toBe(false)
})
