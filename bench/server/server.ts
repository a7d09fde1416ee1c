import { carets } from './carets.ts'
import { coldOpen } from './coldOpen.ts'
import { comeBack } from './comeBack.ts'
import { everyone } from './comparison.ts'
import type { Contestant } from './contestants.ts'
import { cores, stayOnGeneratorsCore } from './core.ts'
import { growth } from './growth.ts'
import { idle } from './idle.ts'
import { knee } from './knee.ts'
import { manyRooms } from './manyRooms.ts'
import { oneRoom } from './oneRoom.ts'
import type { Found, Options } from './part.ts'
import { peerVersions } from './peerVersions.ts'
import { picture } from './picture.ts'
import { polling } from './polling.ts'
import { ServerProcess } from './serverProcess.ts'
import { warmUp } from './typing.ts'

const parts = [oneRoom, knee, manyRooms, idle, coldOpen, carets, comeBack, polling, growth]

/**
 * Weft beside its peers, in processes of their own on one machine: people who type, read, wait, move and come back.
 * @param options.only the parts to run, by name; all where none is named.
 */
export async function server({ only, ...options }: Options & { readonly only: readonly string[] }): Promise<{
  title: string
  body: string
  picture: string
}> {
  // How cost grows is nothing to see at a glance: it has to be asked for.
  const usual = options.quick ? parts.filter((part) => part !== growth) : parts
  const wanted = only.length === 0 ? usual : parts.filter(({ name }) => only.includes(name))
  if (wanted.length < only.length)
    throw new Error(`The parts are ${parts.map(({ name }) => name).join(', ')}.`)
  stayOnGeneratorsCore()
  for (const contestant of everyone) await rehearse(contestant, options)
  const found = new Map<string, Found>()
  for (const part of wanted) found.set(part.name, await part.run(options))
  return {
    title: 'The server beside its peers',
    body: [about(options.quick), ...[...found.values()].map(({ markdown }) => markdown.trimEnd())]
      .join('\n\n')
      .trimEnd()
      .concat('\n'),
    picture: picture(found),
  }
}

/**
 * Lets a contestant run once, be typed to and end: what Node compiled of it is on the disk from then on, as it is on a
 * server that was ever started again. A file that is read for the first time takes a core long after the start.
 */
async function rehearse(contestant: Contestant, { say }: Options): Promise<void> {
  say(`${contestant.name} rehearses`)
  const rehearsing = await ServerProcess.start(contestant)
  await warmUp(rehearsing, true)
  await rehearsing.end('SIGTERM')
  await rehearsing.remove()
}

function about(quick: boolean): string {
  const where =
    cores === null
      ? 'Server and generator share all cores: this machine cannot keep a program on one.'
      : 'The server has one core, the generator another.'
  return [
    ...(quick
      ? ['**A first look: one short round, with fewer people, rooms and letters than the titles say.**\n']
      : []),
    `${where} Weft runs as it comes, with all its checks and limits and with every edit written before it is told; only the number of connections from one address is set higher. ${peerVersions()} The bare relay sends each message to all others in the room; it keeps nothing and checks nothing.`,
    'One generator speaks to all. Readers count letters, not frames, and at the end a real Y.Doc reads what somebody was sent, and what a newcomer is sent, and finds the same text of all letters.',
    'Side by side all servers run, and are typed to for some seconds in turn; in rounds each runs alone, in a new process. What was measured while the generator itself was late is discarded and made again. Figures are what one machine found in one run: trust the ratios.',
  ].join('\n')
}
