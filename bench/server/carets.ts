import { until } from '../until.ts'
import { caretMessage, caretsIn } from './caret.ts'
import { atMost, everyone, ofPeer, sideBySide } from './comparison.ts'
import { contentOf } from './content.ts'
import { Delays } from './delays.ts'
import type { Heard } from './dialect.ts'
import type { Part } from './part.ts'
import type { ServerProcess } from './serverProcess.ts'
import { assertSteady, type Steadiness, steadily } from './steadily.ts'
import type { Stage } from './turns.ts'
import { Visitor } from './visitor.ts'

const PEOPLE = 100
const HERTZ = 10
/** Long enough for a server to compile what it needs for moves. */
const WARMING_SECONDS = 5

export const carets: Part = sideBySide({
  name: 'carets',
  title: 'A hundred people who move their carets ten times a second',
  about:
    'CPU in ms of the server for 1,000 moves; p50 and p99 in ms until each of the others has it; frames a second that reach people. Weft gathers moves for 16 ms.',
  contestants: everyone,
  turns: 5,
  rows: () => [
    { words: 'CPU', figure: 'cpu', better: 'less', targets: [ofPeer(0.2)] },
    { words: 'p50', figure: 'p50', better: 'less', targets: [atMost(8)] },
    { words: 'p99', figure: 'p99', better: 'less', targets: [atMost(40)] },
    { words: 'frames a second', figure: 'frames', better: 'less' },
  ],
  prepare: async () => {},
  scenes: (quick) => [{ name: 'moves', gather: (server) => gatherCrowd(server, quick ? 2 : 5) }],
})

async function gatherCrowd(server: ServerProcess, seconds: number): Promise<Stage> {
  const crowd = await Crowd.gather(server)
  const moveFor = (some: number): Promise<Steadiness> =>
    steadily(PEOPLE * HERTZ, some, (moves, now) => crowd.move(moves, now))
  await moveFor(WARMING_SECONDS)
  return {
    async measure() {
      await moveFor(1)
      await crowd.seesAll()
      crowd.forget()
      const before = server.cpuSeconds()
      const steadiness = await moveFor(seconds)
      await crowd.seesAll()
      const cpu = ((server.cpuSeconds() - before) * 1e6) / (PEOPLE * HERTZ * seconds)
      assertSteady(steadiness)
      const [p50, p99] = [crowd.delays.quantile(0.5), crowd.delays.quantile(0.99)]
      return { cpu, p50, p99, frames: crowd.frames / seconds }
    },
    leave: () => crowd.leave(),
  }
}

/** People who only move their carets; each remembers the last that it saw of each other. */
class Crowd {
  readonly delays = new Delays()
  frames = 0
  readonly #visitors: Visitor[] = []
  readonly #seen: number[][] = []
  /** When each made each of its moves. */
  readonly #movedAt: number[][] = Array.from({ length: PEOPLE }, () => [])
  readonly #known = new Map<string, ReturnType<typeof caretsIn>>()
  #turn = 0

  static async gather(server: ServerProcess): Promise<Crowd> {
    const crowd = new Crowd()
    for (let person = 0; person < PEOPLE; person++) {
      const seen = Array.from({ length: PEOPLE }, () => -1)
      crowd.#seen.push(seen)
      const visitor = await Visitor.come(server, 'carets', (coming) => {
        coming.onHeard = (heard) => crowd.#look(person, seen, heard)
      })
      await visitor.synced
      crowd.#visitors.push(visitor)
    }
    return crowd
  }

  move(moves: number, now: number): void {
    for (let move = 0; move < moves; move++) {
      const person = this.#turn++ % PEOPLE
      const count = this.#movedAt[person]!.push(now) - 1
      this.#visitors[person]?.say(caretMessage(1000 + person, person, count))
    }
  }

  /** Waits until everybody sees everybody where they are; throws when that never comes. */
  async seesAll(): Promise<void> {
    const isCurrent = (): boolean =>
      this.#seen.every((seen, own) =>
        this.#movedAt.every((moves, person) => person === own || seen[person] === moves.length - 1),
      )
    if (!(await until(isCurrent, { every: 5, within: 10_000 }))) throw new Error('carets are missing')
  }

  forget(): void {
    this.delays.clear()
    this.frames = 0
  }

  leave(): void {
    for (const visitor of this.#visitors) visitor.leave()
  }

  #look(own: number, seen: number[], { kind, bytes }: Heard): void {
    if (kind !== 'awareness') return
    this.frames++
    const now = performance.now()
    for (const { person, moves } of this.#read(bytes)) {
      if (person === own || moves <= seen[person]!) continue
      seen[person] = moves
      this.delays.add(now - this.#movedAt[person]![moves]!)
    }
  }

  /** What all are sent is the same bytes, and is read once. */
  #read(bytes: Uint8Array): ReturnType<typeof caretsIn> {
    const key = contentOf(bytes)
    const known = this.#known.get(key) ?? caretsIn(bytes)
    if (this.#known.size > 500) this.#known.clear()
    this.#known.set(key, known)
    return known
  }
}
