import { everyone, ofPeer, ofRelay, type Row, sideBySide } from './comparison.ts'
import { Delays } from './delays.ts'
import type { Part } from './part.ts'
import type { Scene } from './turns.ts'
import { measureTyping, warmUp } from './typing.ts'
import { TypingRoom } from './typingRoom.ts'

const HERTZ = 100
const TYPISTS = 20
/** Short, so that there are many: a collection or a busy moment of the machine falls into some, and the median into none. */
const TURN_SECONDS = 2
const sizes = (quick: boolean): number[] => (quick ? [100] : [10, 50, 100, 200])

/** How much of a difference is the machine's own. */
const NOISE = 1.1

export const oneRoom: Part = sideBySide({
  name: 'oneRoom',
  title: 'One room, 100 keystrokes a second in all',
  about:
    'CPU in seconds of the server for 1,000 keystrokes; p50 and p99 in ms from a key to each of the others. «No worse» allows 10 % of noise.',
  contestants: everyone,
  turns: 12,
  rows: (quick) =>
    sizes(quick)
      .map((people): Row => ({
        words: `${people} people, CPU`,
        figure: `cpu${people}`,
        better: 'less',
        targets: [ofRelay(1.3), ofPeer(0.75)],
      }))
      .concat(...['p50', 'p99'].map((share) => sizes(quick).map((people) => delay(share, people)))),
  prepare: warmUp,
  scenes: (quick) => sizes(quick).map(roomOf),
})

function roomOf(people: number): Scene {
  return {
    name: `${people} people`,
    async gather(server) {
      const delays = new Delays()
      const typists = Math.min(people, TYPISTS)
      const room = await TypingRoom.gather(server, { name: `room${people}`, people, typists }, delays)
      return {
        async measure() {
          const { cpu, p50, p99 } = await measureTyping(server, [room], delays, {
            hertz: HERTZ,
            seconds: TURN_SECONDS,
          })
          return { [`cpu${people}`]: cpu, [`p50${people}`]: p50, [`p99${people}`]: p99 }
        },
        leave: () => room.leave(),
      }
    },
  }
}

function delay(share: string, people: number): Row {
  const noWorse = {
    words: 'no worse than best peer',
    isMet: ({ weft, peer }: { weft: number; peer: number }) => weft <= NOISE * peer,
  }
  return {
    words: `${people} people, ${share}`,
    figure: `${share}${people}`,
    better: 'less',
    targets: [noWorse],
  }
}
