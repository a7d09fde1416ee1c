import { setTimeout } from 'node:timers/promises'
import { atMost, inRounds, keepers, type Target } from './comparison.ts'
import { type History, history } from './history.ts'
import { openWhole, writeHistory } from './longDocument.ts'
import type { Figures, Part } from './part.ts'
import { median } from '../quantile.ts'
import type { ServerProcess } from './serverProcess.ts'
import { Visitor } from './visitor.ts'

const AT_ONCE = 20
const ROOM = 'long'
const OTHER_ROOM = 'other'
const QUICK_LENGTH = 10_000
/** When all have left a server may tidy up. */
const QUIET_MS = 5000
/** So many times the server is started anew and the document opened. */
const OPENINGS = 3

let whole: History | null = null
const written = (quick: boolean): History => (whole ??= history(quick ? QUICK_LENGTH : Infinity))

const fifteenth: Target = { words: '≤ best peer ÷ 15', isMet: ({ weft, peer }) => weft <= peer / 15 }

export const coldOpen: Part = inRounds({
  name: 'coldOpen',
  title: 'The first to open a long document after the server was started',
  about:
    'Written one keystroke at a time by one person, who left five seconds before the server was stopped. In ms, until the last byte has arrived that makes the whole text. Disk is by how much the folder has grown since the server first ran, beside the document as one update.',
  contestants: keepers,
  rounds: 3,
  rows: () => [
    {
      words: 'first open, ms',
      figure: 'first',
      better: 'less',
      targets: [atMost(10), fifteenth],
    },
    { words: 'the same at later starts, median, ms', figure: 'later', better: 'less' },
    {
      words: 'first open after another page was, median, ms',
      figure: 'second',
      better: 'less',
      targets: [fifteenth],
    },
    { words: '20 at once, the last of them, ms', figure: 'crowd', better: 'less', targets: [atMost(30)] },
    { words: 'CPU of those 20, ms', figure: 'cpu', better: 'less' },
    { words: 'disk ÷ snapshot', figure: 'disk', better: 'less', targets: [atMost(1.2)] },
    { words: 'to write it, s', figure: 'writing', better: 'less' },
  ],
  measure: (server, quick) => measureOpening(server, written(quick), quick ? 2 : OPENINGS),
})

async function restart(server: ServerProcess): Promise<void> {
  await server.end('SIGTERM')
  await server.start()
}

/** What only the first visitor of a process waits for is over then; of the long document nothing was read. */
async function openEmpty(server: ServerProcess): Promise<void> {
  const visitor = await Visitor.come(server, OTHER_ROOM)
  await visitor.synced
  visitor.leave()
}

async function measureOpening(server: ServerProcess, document: History, openings: number): Promise<Figures> {
  await server.end('SIGTERM')
  const empty = server.diskBytes()
  await server.start()
  const start = performance.now()
  await writeHistory(server, ROOM, document)
  const writing = (performance.now() - start) / 1000
  await setTimeout(QUIET_MS)
  await restart(server)
  const first = await openWhole(server, ROOM, document.text)
  const later: number[] = []
  for (let opening = 1; opening < openings; opening++) {
    await restart(server)
    later.push(await openWhole(server, ROOM, document.text))
  }
  const second: number[] = []
  for (let opening = 0; opening < openings; opening++) {
    await restart(server)
    await openEmpty(server)
    second.push(await openWhole(server, ROOM, document.text))
  }
  await restart(server)
  const before = server.cpuSeconds()
  const crowd = await Promise.all(
    Array.from({ length: AT_ONCE }, () => openWhole(server, ROOM, document.text)),
  )
  const cpu = (server.cpuSeconds() - before) * 1000
  await server.end('SIGTERM')
  const disk = (server.diskBytes() - empty) / document.snapshotBytes
  return {
    first,
    later: median(later),
    second: median(second),
    crowd: Math.max(...crowd),
    cpu,
    disk,
    writing,
  }
}
