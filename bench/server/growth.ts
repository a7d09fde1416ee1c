import { encodeUpdate } from '@weft/shared/wire'
import * as Y from 'yjs'
import { table } from '../table.ts'
import { ratio, written } from '../words.ts'
import { weft } from './contestants.ts'
import { Delays } from './delays.ts'
import { history } from './history.ts'
import { openWhole, writeHistory } from './longDocument.ts'
import { measureRooms } from './manyRooms.ts'
import type { Figures, Part } from './part.ts'
import { runRounds } from './rounds.ts'
import type { ServerProcess } from './serverProcess.ts'
import { measureTyping, warmUp } from './typing.ts'
import { TypingRoom } from './typingRoom.ts'
import { Visitor } from './visitor.ts'

const STEPS = [1, 2, 4, 8]

/** Something that grows, and what is to be paid for it. */
interface Axis {
  readonly name: string
  readonly words: string
  /** Of the first step. */
  readonly least: number
  readonly cost: string
  readonly measure: (server: ServerProcess, size: number, quick: boolean) => Promise<number>
}

const axes: readonly Axis[] = [
  {
    name: 'people',
    words: 'people in one room, 100 keystrokes a second in all',
    least: 25,
    cost: 'CPU s for 1,000 keystrokes',
    measure: (server, people, quick) => typeIn(server, `people${people}`, people, quick),
  },
  {
    name: 'rooms',
    words: 'rooms of two, 3 keystrokes a second in each',
    least: 250,
    cost: 'CPU ms a second',
    measure: async (server, rooms, quick) =>
      (await measureRooms(server, rooms, quick ? 2 : 4)).cpu * 3 * rooms,
  },
  {
    name: 'letters',
    words: 'letters in the document that 50 people write in',
    least: 25_000,
    cost: 'CPU s for 1,000 keystrokes',
    async measure(server, letters, quick) {
      const name = `letters${letters}`
      const doc = new Y.Doc()
      doc.getText('before').insert(0, 'o'.repeat(letters))
      const author = await Visitor.come(server, name)
      await author.synced
      author.say(encodeUpdate(Y.encodeStateAsUpdate(doc)))
      const cpu = await typeIn(server, name, 50, quick)
      author.leave()
      return cpu
    },
  },
  {
    name: 'keystrokes',
    words: 'keystrokes in the history of a document that is opened after a start',
    least: 10_000,
    cost: 'ms until the whole text is there',
    async measure(server, keystrokes) {
      const name = `keystrokes${keystrokes}`
      const document = history(keystrokes)
      await writeHistory(server, name, document)
      await server.end('SIGTERM')
      await server.start()
      return openWhole(server, name, document.text)
    },
  },
]

export const growth: Part = {
  name: 'growth',
  async run({ quick, say }) {
    const steps = quick ? [1, 4] : STEPS
    const figures: Figures = {}
    for (const axis of axes) {
      const plan = {
        contestants: [weft],
        rounds: 1,
        say: (words: string) => say(`growth, ${axis.name}, ${words}`),
      }
      const { medians } = await runRounds(plan, (server) => measureAxis(server, axis, steps, quick))
      Object.assign(figures, medians.get(weft))
    }
    const lines = axes.map(({ name, words, least, cost }) => {
      const costs = steps.map((step) => figures[`${name}${step}`] ?? Number.NaN)
      const [first = Number.NaN, last = Number.NaN] = [costs[0], costs.at(-1)]
      return [
        `${words}, ${cost}`,
        `${least.toLocaleString('en')}–${(least * steps.at(-1)!).toLocaleString('en')}`,
        ...costs.map(written),
        `× ${ratio(last, first)}`,
        kindOfGrowth(last / first, steps.at(-1)!),
      ]
    })
    const markdown = [
      '## How Weft’s cost grows\n',
      'Each letter goes to everybody, so that the work of a room grows with its people, and that of many rooms with their number. «Flat» means that the cost grows with less than the fifth root of the size, «linear» that it keeps up with it.\n',
      table(['', 'from, to', ...steps.map((step) => `${step} ×`), 'in all', ''], lines),
    ].join('\n')
    return { markdown, medians: new Map([[weft, figures]]) }
  },
}

async function measureAxis(
  server: ServerProcess,
  { name, least, measure }: Axis,
  steps: readonly number[],
  quick: boolean,
): Promise<Figures> {
  await warmUp(server, quick)
  const figures: Figures = {}
  for (const step of steps) figures[`${name}${step}`] = await measure(server, least * step, quick)
  return figures
}

async function typeIn(server: ServerProcess, name: string, people: number, quick: boolean): Promise<number> {
  const delays = new Delays()
  const room = await TypingRoom.gather(server, { name, people, typists: 20 }, delays)
  const { cpu } = await measureTyping(server, [room], delays, { hertz: 100, seconds: quick ? 2 : 4 })
  room.leave()
  return cpu
}

/** In words, by the power of the size with which the cost grows. */
function kindOfGrowth(cost: number, size: number): string {
  const power = Math.log(cost) / Math.log(size)
  if (Number.isNaN(power)) return '–'
  if (power < 0.2) return 'flat'
  if (power < 0.85) return 'less than linear'
  return power < 1.15 ? 'linear' : 'more than linear'
}
