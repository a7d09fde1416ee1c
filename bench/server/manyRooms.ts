import { everyone, inRounds, ofPeer } from './comparison.ts'
import { Delays } from './delays.ts'
import { inBatches } from './inBatches.ts'
import type { Part } from './part.ts'
import type { ServerProcess } from './serverProcess.ts'
import { measureTyping, type Typing, warmUp } from './typing.ts'
import { TypingRoom } from './typingRoom.ts'

const HERTZ_OF_A_ROOM = 2 * 1.5

/** Two people in each room, 1.5 keystrokes a second each. */
export async function measureRooms(server: ServerProcess, count: number, seconds: number): Promise<Typing> {
  const delays = new Delays()
  const rooms = await inBatches(count, (room) =>
    TypingRoom.gather(server, { name: `${count}rooms${room}`, people: 2, typists: 2 }, delays),
  )
  const typing = await measureTyping(server, rooms, delays, { hertz: HERTZ_OF_A_ROOM * count, seconds })
  for (const room of rooms) room.leave()
  return typing
}

export const manyRooms: Part = inRounds({
  name: 'manyRooms',
  title: 'Two thousand rooms of two people, 1.5 keystrokes a second each',
  about: 'CPU in seconds of the server for 1,000 keystrokes; p50 and p99 in ms.',
  contestants: everyone,
  rounds: 3,
  rows: () => [
    { words: 'CPU', figure: 'cpu', better: 'less', targets: [ofPeer(0.6)] },
    { words: 'p50', figure: 'p50', better: 'less' },
    { words: 'p99', figure: 'p99', better: 'less', targets: [ofPeer(1)] },
  ],
  async measure(server, quick) {
    await warmUp(server, quick)
    return { ...(await measureRooms(server, quick ? 500 : 2000, quick ? 3 : 5)) }
  },
})
