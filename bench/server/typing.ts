import { Delays } from './delays.ts'
import type { ServerProcess } from './serverProcess.ts'
import { assertSteady, steadily } from './steadily.ts'
import { TypingRoom } from './typingRoom.ts'

const PATIENCE_MS = 10_000

/** What typing took. */
export interface Typing {
  /** Seconds of the server's CPU for 1,000 keystrokes. */
  readonly cpu: number
  /** From a key to somebody else, in ms. */
  readonly p50: number
  readonly p99: number
}

/**
 * Lets a server compile what it needs, as one has that runs for longer than some seconds: people type in a room that nobody
 * measures. Node optimizes what was called some ten thousand times; until then a keystroke takes Weft up to twice as long.
 */
export async function warmUp(server: ServerProcess, quick: boolean): Promise<void> {
  const room = await TypingRoom.gather(server, { name: 'warm', people: 20, typists: 20 }, new Delays())
  await steadily(quick ? 400 : 2000, quick ? 1 : 12, (letters, now) => room.type(letters, now))
  await room.everybodyHasAll(PATIENCE_MS)
  room.leave()
}

/**
 * Lets people type for some seconds, so many letters a second in all, room by room in turn; waits until everybody has
 * all, and looks that a real document has. Throws Late when the generator was.
 */
export async function measureTyping(
  server: ServerProcess,
  rooms: readonly TypingRoom[],
  delays: Delays,
  { hertz, seconds }: { hertz: number; seconds: number },
): Promise<Typing> {
  let turn = 0
  const type = (letters: number, now: number): void => {
    if (rooms.length === 1) return rooms[0]?.type(letters, now)
    for (let letter = 0; letter < letters; letter++) rooms[turn++ % rooms.length]?.type(1, now)
  }
  await steadily(hertz, 1, type)
  await everybodyHasAll(server, rooms)
  delays.clear()
  const before = server.cpuSeconds()
  const steadiness = await steadily(hertz, seconds, type)
  await everybodyHasAll(server, rooms)
  const cpu = ((server.cpuSeconds() - before) * 1000) / (hertz * seconds)
  assertSteady(steadiness)
  for (const room of rooms.slice(0, 20)) await room.assertConverged()
  return { cpu, p50: delays.quantile(0.5), p99: delays.quantile(0.99) }
}

async function everybodyHasAll({ contestant }: ServerProcess, rooms: readonly TypingRoom[]): Promise<void> {
  for (const room of rooms) {
    if (!(await room.everybodyHasAll(PATIENCE_MS))) throw new Error(`${contestant.name} lost letters`)
  }
}
