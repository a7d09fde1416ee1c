import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { StockClient } from './stockClient.ts'
import { WeftClient } from './weftClient.ts'
import { WeftProcess } from './weftProcess.ts'

const SYNC_MS = 500
const TYPISTS = 20
const WORDS = 100
const MIB = 1024 * 1024

function memoryOf(weft: WeftProcess): number {
  const status = readFileSync(`/proc/${weft.pid}/status`, 'latin1')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

test('[D2] when a sync takes half a second nobody waits for it but «saved», and nothing piles up', async () => {
  const weft = await WeftProcess.start({
    SLOWER_MS: String(SYNC_MS),
    NODE_OPTIONS: `--import=${new URL('slowSyncs.ts', import.meta.url).href}`,
  })
  const typists = Array.from({ length: TYPISTS }, (_, i) => new WeftClient(weft.syncUrl, `room${i % 4}`))
  const reader = new StockClient(weft.syncUrl, 'room0')
  await Promise.all([...typists, reader].map((one) => one.synced()))
  const [ann] = typists
  const memory = memoryOf(weft)
  const latencies: number[] = []
  const seen = new Set<string>()
  reader.doc.on('update', () => {
    // Ann writes her words at the front, each with the time at which she wrote it; one update may bring several.
    for (const [, at] of reader.page.matchAll(/a([\d.]+) /g)) {
      if (seen.has(at!)) continue
      seen.add(at!)
      latencies.push(performance.now() - Number(at))
    }
  })
  for (let word = 0; word < WORDS; word++) {
    for (const other of typists.slice(1)) other.text.insert(other.text.length, `w${word} `)
    ann!.text.insert(0, `a${performance.now()} `)
    // People type; they do not wait for anything.
    await setTimeout(50)
  }
  const last = performance.now()
  await ann!.hears(({ saved }) => saved > WORDS)
  const saved = performance.now() - last
  const [first, end] = [latencies.slice(0, 20), latencies.slice(-20)]
  const grown = memoryOf(weft) - memory
  console.log(
    `a sync takes ${SYNC_MS} ms: a word is seen after ${median(first).toFixed(1)} ms at first and ` +
      `${median(end).toFixed(1)} ms at the end, saved ${saved.toFixed(0)} ms after the last; ${(grown / MIB).toFixed(0)} MiB more`,
  )
  for (const one of [...typists, reader]) one.leave()
  await weft.remove()
  expect(latencies).toHaveLength(WORDS)
  expect(median(latencies)).toBeLessThan(SYNC_MS / 5)
  expect(median(end)).toBeLessThan(median(first) + SYNC_MS / 5)
  // One sync may have begun before the last word was written.
  expect(saved).toBeLessThan(3 * SYNC_MS)
  expect(grown).toBeLessThan(64 * MIB)
})
