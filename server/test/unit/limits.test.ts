import { expect, test } from 'vitest'
import { Addresses } from '../../src/ws/addresses.ts'
import { Backlog, type SlowReader } from '../../src/ws/backlog.ts'
import { Share } from '../../src/ws/share.ts'

const limits = { perAddress: 3, inAll: 5, opensPerSecond: 2 }

test('[C4] connections are counted for each address and in all, and given back', () => {
  const addresses = new Addresses(limits, () => 0)
  const leave = [1, 2, 3].map(() => addresses.admit('a')!)
  expect(addresses.admit('a')).toBeNull()
  expect([addresses.admit('b'), addresses.admit('b')]).not.toContain(null)
  expect(addresses.admit('c')).toBeNull()
  leave[0]!()
  expect(addresses.admit('c')).not.toBeNull()
  expect(addresses.total).toBe(5)
  leave[1]!()
  expect(addresses.admit('a')).not.toBeNull()
})

test('[C4] an address that opens without end may open so many in a second, another is not touched', () => {
  let now = 0
  const addresses = new Addresses({ ...limits, perAddress: 1000, inAll: 1000 }, () => now)
  const opened = (address: string): number => {
    let count = 0
    while (addresses.admit(address) !== null && count < 500) count++
    return count
  }
  expect(opened('a')).toBe(200)
  now = 1000
  expect(opened('a')).toBe(2)
  expect(opened('b')).toBe(200)
})

test('[C4] what took long costs its address, never longer than ten seconds', () => {
  let now = 0
  const addresses = new Addresses(limits, () => now)
  for (let i = 0; i < 1000; i++) addresses.charge('a', 19)
  expect(addresses.admit('a')).not.toBeNull()
  addresses.charge('a', 60_000)
  now = 9000
  expect(addresses.admit('a')).toBeNull()
  now = 11_000
  expect(addresses.admit('a')).not.toBeNull()
})

test('addresses that nobody is connected from are forgotten', () => {
  const addresses = new Addresses(limits, () => 0)
  addresses.charge('gone', 60_000)
  expect(addresses.admit('gone')).toBeNull()
  expect(addresses.admit('here')).not.toBeNull()
  for (let i = 0; i < 30_000; i++) addresses.charge(`address ${i}`, 1000)
  // As if it had never been here.
  addresses.admit('gone')!()
  // Still counted: two more, and no third.
  expect([1, 2, 3].map(() => addresses.admit('here') !== null)).toEqual([true, true, false])
})

test('[C5] who uses no more than its share is never paused, who uses all time gets its share', () => {
  const modest = new Share(25, 0)
  for (let now = 0; now < 60_000; now += 10) expect(modest.use(2.4, now)).toBe(0)
  const greedy = new Share(25, 0)
  let used = 0
  for (let now = 0; now < 60_000;) {
    used += 5
    now += 5 + greedy.use(5, now)
  }
  expect(used).toBeGreaterThan(15_000)
  expect(used).toBeLessThan(22_000)
})

test('[C5] an import of a quarter of a million keystrokes at once is not paused', () => {
  const share = new Share(25, 0)
  for (let i = 0; i < 260_000; i++) expect(share.use(0.01, i * 0.02)).toBe(0)
})

/** Slow readers by their names, and who of them had to go. */
function slowReaders(backlog: Backlog) {
  const gone: string[] = []
  const reader = (name: string) => {
    const self = {
      waiting: 0,
      reading: 0,
      waits(bytes: number) {
        self.waiting += bytes
        backlog.change(self, bytes)
      },
      reads(frame: Uint8Array) {
        self.reading = frame.length
        backlog.begin(self, frame)
        return () => {
          self.reading = 0
          backlog.end(self, frame)
        }
      },
      giveUp() {
        gone.push(name)
        self.reading = 0
        self.waits(-self.waiting)
      },
    }
    return self satisfies SlowReader
  }
  return { gone, reader }
}

test('[C3] what many read alike counts once, and whoever is the only one stays', () => {
  const backlog = new Backlog(100)
  const { gone, reader } = slowReaders(backlog)
  const [a, b, c] = [reader('a'), reader('b'), reader('c')]
  const same = new Uint8Array(90)
  const done = [a, b, c].map((one) => one.reads(same))
  expect(gone).toEqual([])
  for (const end of done) end()
  // All that was counted was given back.
  a.waits(10)
  b.waits(90)
  expect(gone).toEqual([])
  b.waits(-90)
  a.waits(-10)
  c.reads(new Uint8Array(500))
  expect(gone).toEqual([])
  a.waits(1)
  expect(gone).toEqual(['c'])
})

test('[C3] when too much waits in all, the slowest go until it is not', () => {
  const backlog = new Backlog(100)
  const { gone, reader } = slowReaders(backlog)
  const [a, b, c] = [reader('a'), reader('b'), reader('c')]
  a.waits(40)
  b.waits(50)
  c.waits(10)
  expect(gone).toEqual([])
  c.waits(1)
  expect(gone).toEqual(['b'])
  a.waits(60)
  expect(gone).toEqual(['b', 'a'])
})
