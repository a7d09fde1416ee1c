import { setTimeout } from 'node:timers/promises'
import { table } from '../table.ts'
import { ratio, written } from '../words.ts'
import { type Contestant, poller, weft } from './contestants.ts'
import { Delays } from './delays.ts'
import { inBatches } from './inBatches.ts'
import type { Figures, Part } from './part.ts'
import { POLL_MS, PollingRoom } from './pollingRoom.ts'
import { runRounds } from './rounds.ts'
import type { ServerProcess } from './serverProcess.ts'
import { assertSteady, steadily } from './steadily.ts'
import { TypingRoom } from './typingRoom.ts'

const IN_A_ROOM = 50
const TYPISTS = 2
const HERTZ = 3

/** People in rooms, whichever way they hear of one another. */
interface Room {
  type(letters: number, now: number): void
  readonly bytes: number
  readonly delivered: number
  /** Not there where a connection stays, and nothing is asked for. */
  readonly requests?: number
}

const rows = [
  ['p50, ms', 'p50'],
  ['p99, ms', 'p99'],
  ['bytes for each letter that reaches somebody', 'bytes'],
  ['requests a minute', 'requests'],
  ['CPU, ms a second', 'cpu'],
] as const

/** What the old web did with the same work: no peer of Weft's, but what people come from. */
export const polling: Part = {
  name: 'polling',
  async run({ quick, say }) {
    const people = quick ? 200 : 1000
    const plan = { contestants: [poller, weft], rounds: 1, say: (words: string) => say(`polling, ${words}`) }
    const { medians } = await runRounds(plan, (server) => measure(server, people, quick ? 4 : 15))
    const figureOf = (contestant: Contestant, figure: string): number =>
      medians.get(contestant)?.[figure] ?? Number.NaN
    const lines = rows.map(([words, figure]) => {
      const [old, now] = [figureOf(poller, figure), figureOf(weft, figure)]
      return [words, written(old), written(now), ratio(old, now)]
    })
    const markdown = [
      `## The old web: to ask every three seconds, beside a WebSocket\n`,
      `${people.toLocaleString('en')} people in rooms of ${IN_A_ROOM}, two of whom type ${HERTZ} letters a second. The poller keeps letters in memory and checks nothing; Weft does all that it does.\n`,
      table(['', 'polling', 'Weft', 'polling ÷ Weft'], lines),
    ].join('\n')
    return { markdown, medians }
  },
}

async function measure(server: ServerProcess, people: number, seconds: number): Promise<Figures> {
  const delays = new Delays()
  const plan = (room: number): { name: string; people: number; typists: number } => ({
    name: `poll${room}`,
    people: IN_A_ROOM,
    typists: TYPISTS,
  })
  const isOld = server.contestant === poller
  const rooms: (Room & { leave(): void })[] = await inBatches(people / IN_A_ROOM, async (room) =>
    isOld ? new PollingRoom(server, plan(room), delays) : await TypingRoom.gather(server, plan(room), delays),
  )
  const total = (figure: (room: Room) => number): number => rooms.reduce((sum, room) => sum + figure(room), 0)
  const count = (): { bytes: number; delivered: number; requests: number; cpu: number } => ({
    bytes: total((room) => room.bytes),
    delivered: total((room) => room.delivered),
    requests: total((room) => room.requests ?? 0),
    cpu: server.cpuSeconds(),
  })
  // Who polls has begun within one round of it.
  if (isOld) await setTimeout(POLL_MS)
  let turn = 0
  const type = (letters: number, now: number): void => {
    for (let letter = 0; letter < letters; letter++) rooms[turn++ % rooms.length]?.type(1, now)
  }
  const hertz = HERTZ * TYPISTS * rooms.length
  await steadily(hertz, 4, type)
  delays.clear()
  const before = count()
  const steadiness = await steadily(hertz, seconds, type)
  const after = count()
  for (const room of rooms) room.leave()
  assertSteady(steadiness)
  return {
    p50: delays.quantile(0.5),
    p99: delays.quantile(0.99),
    bytes: (after.bytes - before.bytes) / (after.delivered - before.delivered),
    requests: ((after.requests - before.requests) * 60) / seconds,
    cpu: ((after.cpu - before.cpu) * 1000) / seconds,
  }
}
