import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { StockClient } from './stockClient.ts'
import { WeftProcess } from './weftProcess.ts'

const RESTARTS = Number(process.env.RESTARTS ?? 5)
const EVERY_MS = Number(process.env.RESTART_EVERY_MS ?? 1000)
const PEOPLE = 8
/** What y-websocket waits at most before it tries again, unless it is told otherwise. */
const LONGEST_PAUSE_MS = 2500

test(`[D6] [S2] ${RESTARTS} restarts by SIGTERM while ${PEOPLE} people type: nothing is lost, nothing doubled, all are back within 5 s`, async () => {
  const weft = await WeftProcess.start()
  const people = Array.from(
    { length: PEOPLE },
    (_, i) => new StockClient(weft.syncUrl, `room${i % 2}`, { maxBackoffTime: LONGEST_PAUSE_MS }),
  )
  const typed = people.map(() => [] as string[])
  await Promise.all(people.map((person) => person.synced()))
  let typing = true
  const typists = people.map(async (person, i) => {
    while (typing) {
      const word = `p${i}-${typed[i]!.length}`
      person.text.insert(0, `${word} `)
      typed[i]!.push(word)
      await setTimeout(15)
    }
  })
  const slowest = { stop: 0, back: 0 }
  for (let restart = 0; restart < RESTARTS; restart++) {
    await setTimeout(EVERY_MS)
    const asked = performance.now()
    expect(await weft.stop()).toBe(0)
    slowest.stop = Math.max(slowest.stop, performance.now() - asked)
    await weft.start()
    const listening = performance.now()
    await Promise.all(people.map((person) => person.synced()))
    slowest.back = Math.max(slowest.back, performance.now() - listening)
  }
  typing = false
  await Promise.all(typists)
  for (const room of [0, 1]) {
    const words = typed
      .filter((_, i) => i % 2 === room)
      .flat()
      .sort()
    const hasAll = (page: string): boolean => page.split(' ').length > words.length
    const here = people.filter((_, i) => i % 2 === room)
    const stranger = new StockClient(weft.syncUrl, `room${room}`)
    await Promise.all([...here, stranger].map((one) => one.sees(hasAll)))
    expect(stranger.page.trim().split(' ').sort()).toEqual(words)
    for (const one of here) expect(one.page).toBe(stranger.page)
    stranger.leave()
  }
  for (const person of people) person.leave()
  await weft.remove()
  console.log(
    `${RESTARTS} restarts, ${typed.flat().length} words: it took ${slowest.stop.toFixed(0)} ms at most to end, and ` +
      `${slowest.back.toFixed(0)} ms until all were back`,
  )
  expect(slowest.stop).toBeLessThan(10_000)
  expect(slowest.back).toBeLessThan(5000)
}, 900_000)
