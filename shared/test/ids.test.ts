import { expect, test } from 'vitest'
import { isDocumentId, isOpenRoomName, newDocumentId } from '../src/ids.ts'

test('[N1] document ids are 22 characters, all letters equally likely, no two alike', () => {
  const ids = Array.from({ length: 2000 }, () => newDocumentId((bytes) => crypto.getRandomValues(bytes)))
  expect(ids.every(isDocumentId)).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  const counts = new Map<string, number>()
  for (const letter of ids.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect(counts.size).toBe(62)
  const expected = (2000 * 22) / 62
  for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.25)
})

test('[N2] names of open rooms', () => {
  for (const name of ['a', 'my-room', 'team/notes:2', 'a.b_c', 'x'.repeat(128), '...']) {
    expect(isOpenRoomName(name)).toBe(true)
  }
  for (const name of ['', '.', '..', '/', 'a/', '/a', 'a//b', 'a/../b', 'a b', 'é', '%41', 'x'.repeat(129)]) {
    expect(isOpenRoomName(name)).toBe(false)
  }
})
