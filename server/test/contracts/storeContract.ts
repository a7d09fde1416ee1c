import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Snapshot, Store, StoredDocument } from '../../src/ports/store.ts'

const A = 'doc/a'
const B = 'doc/b'
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const snapshot = (value: number): Snapshot => ({ update: bytes(value), stateVector: bytes(value, 0) })
const plain = (stored: StoredDocument | null): unknown =>
  stored && {
    snapshot: stored.snapshot && [[...stored.snapshot.update], [...(stored.snapshot.stateVector ?? [])]],
    tail: stored.tail.map((update) => [...update]),
    position: stored.position,
  }

/** A place in which stores can be opened one after another and find what the one before left. */
export interface StorePlace {
  open(): Promise<Store>
  remove(): Promise<void>
}

/** What every store promises: an adapter is done when it passes. */
export function storeContract(name: string, newPlace: () => Promise<StorePlace>): void {
  describe(`${name} keeps the promises of a store`, () => {
    let place: StorePlace
    let store: Store

    beforeEach(async () => {
      place = await newPlace()
      store = await place.open()
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })
    const again = async (): Promise<void> => {
      await store.close()
      store = await place.open()
    }

    test('what was never made is not there', async () => {
      expect(await store.load(A)).toBeNull()
    })

    test('a document is made once, and is empty', async () => {
      expect(await store.create(A)).toBe(true)
      expect(await store.create(A)).toBe(false)
      await again()
      expect(plain(await store.load(A))).toEqual({ snapshot: null, tail: [], position: 0 })
    })

    test('updates come back in their order, each document its own, with positions without a gap', async () => {
      await store.create(A)
      expect(await store.list()).toEqual([A])
      const entry = (document: string, value: number) => ({ document, update: bytes(value) })
      expect(await store.append([entry(A, 1), entry(B, 2)])).toEqual([1, 1])
      expect(await store.append([entry(A, 3), entry(A, 4)])).toEqual([2, 3])
      await again()
      expect(await store.append([entry(A, 5)])).toEqual([4])
      expect(plain(await store.load(A))).toEqual({ snapshot: null, tail: [[1], [3], [4], [5]], position: 4 })
      expect(plain(await store.load(B))).toEqual({ snapshot: null, tail: [[2]], position: 1 })
    })

    test('names that begin alike are different documents', async () => {
      const names = ['open/a', 'open/a-', 'open/a/b', 'open/a.b', 'open/a:b', 'open/aa']
      await store.append(names.map((document, i) => ({ document, update: bytes(i) })))
      for (const [i, document] of names.entries())
        expect((await store.load(document))?.tail.map((u) => [...u])).toEqual([[i]])
    })

    test('[D4] a snapshot stands for the updates up to its position, and for no other', async () => {
      for (const value of [1, 2, 3]) await store.append([{ document: A, update: bytes(value) }])
      await store.append([{ document: B, update: bytes(9) }])
      await store.compact(A, 2, snapshot(12))
      await again()
      expect(plain(await store.load(A))).toEqual({ snapshot: [[12], [12, 0]], tail: [[3]], position: 3 })
      await store.compact(A, 3, snapshot(123))
      await again()
      expect(plain(await store.load(A))).toEqual({ snapshot: [[123], [123, 0]], tail: [], position: 3 })
      expect(await store.append([{ document: A, update: bytes(4) }])).toEqual([4])
      expect(plain(await store.load(B))).toEqual({ snapshot: null, tail: [[9]], position: 1 })
    })

    test('reading a document while it is written takes nothing back', async () => {
      const update = bytes(7)
      for (let i = 0; i < 50; i++) {
        await Promise.all([store.load(A), store.append([{ document: A, update }]), store.load(A)])
      }
      await again()
      expect((await store.load(A))?.tail).toHaveLength(50)
    })

    test('a first append beside a compaction lands behind the snapshot', async () => {
      for (let round = 0; round < 60; round++) {
        const document = `doc/race${round}`
        for (let i = 0; i < 20; i++) await store.append([{ document, update: bytes(i) }])
        await again()
        const [, positions] = await Promise.all([
          store.compact(document, 20, snapshot(99)),
          store.append([{ document, update: bytes(20) }]),
        ])
        expect(positions).toEqual([21])
        expect((await store.load(document))?.tail.map((update) => [...update])).toEqual([[20]])
      }
    })

    test('an older snapshot does not replace a newer one', async () => {
      for (const value of [1, 2]) await store.append([{ document: A, update: bytes(value) }])
      await store.compact(A, 2, snapshot(12))
      await store.compact(A, 1, snapshot(1))
      expect(plain(await store.load(A))).toEqual({ snapshot: [[12], [12, 0]], tail: [], position: 2 })
    })

    test('a sync after appends, and one without, resolve', async () => {
      await store.sync()
      await store.append([{ document: A, update: bytes(1) }])
      await store.sync()
      expect(await store.sync()).toBeUndefined()
    })

    test('empty and large updates come back as they were', async () => {
      const large = new Uint8Array(3_000_000).map((_, i) => (i * 31) % 251)
      await store.append([
        { document: A, update: bytes() },
        { document: A, update: large },
      ])
      const stored = await store.load(A)
      expect(stored?.tail[0]).toHaveLength(0)
      expect(Buffer.compare(stored!.tail[1]!, large)).toBe(0)
    })
  })
}
