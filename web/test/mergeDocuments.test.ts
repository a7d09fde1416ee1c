import type { DocumentRow } from '@weft/shared/api/documents'
import type { DocumentId } from '@weft/shared/ids'
import { expect, test } from 'vitest'
import { mergeDocuments } from '../src/features/recent/mergeDocuments.ts'

const id = (letter: string) => letter.repeat(22) as DocumentId
const here = (letter: string, title: string, openedAt: number) => ({ id: id(letter), title, openedAt })
const there = (letter: string, more: Partial<DocumentRow> = {}): DocumentRow => ({
  id: id(letter),
  title: `server ${letter}`,
  role: 'owner',
  owner: 'Ann',
  requests: 0,
  isOwn: true,
  changedAt: 5,
  ...more,
})

test('before the server has answered, the list is that of the device', () => {
  expect(mergeDocuments([here('a', 'A', 2), here('b', 'B', 1)], [])).toMatchObject([
    { id: id('a'), title: 'A', at: 2, role: null, owner: null, isOnDevice: true },
    { id: id('b'), title: 'B' },
  ])
})

test('what the device shows keeps its place; what only the server knows comes behind it, in its order', () => {
  const merged = mergeDocuments(
    [here('a', 'A', 2), here('b', 'B', 1)],
    [there('c', { changedAt: 9 }), there('b'), there('d', { changedAt: 3 })],
  )
  expect(merged.map((row) => row.id)).toEqual([id('a'), id('b'), id('c'), id('d')])
  expect(merged.map((row) => row.isOnDevice)).toEqual([true, true, false, false])
  expect(merged.map((row) => row.at)).toEqual([2, 1, 9, 3])
})

test('the server knows the title better, unless it knows none', () => {
  const device = [here('a', 'old', 1)]
  expect(mergeDocuments(device, [there('a')])[0]?.title).toBe('server a')
  expect(mergeDocuments(device, [there('a', { title: '' })])[0]?.title).toBe('old')
})

test('the owner is named where it is somebody else', () => {
  const others = there('a', { requests: 0, isOwn: false, role: 'viewer', owner: 'Ben' })
  expect(mergeDocuments([], [others])[0]).toMatchObject({ owner: 'Ben', role: 'viewer' })
  expect(mergeDocuments([], [there('a')])[0]?.owner).toBeNull()
})

test('an id that is none is left out', () => {
  expect(mergeDocuments([], [there('a', { id: '../x' })])).toEqual([])
})
