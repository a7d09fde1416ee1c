import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { WeftProcess } from './weftProcess.ts'

/** The environment of a server whose memory is to be looked into. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' }

/** What lives on the heap of a server that was started INSPECTED, in bytes: garbage is collected first. */
export async function heapOf(weft: WeftProcess): Promise<number> {
  const url = weft.output.match(/ws:\/\/127\.0\.0\.1:\d+\/[0-9a-f-]+/g)?.at(-1)
  if (url === undefined) throw new Error('this server is not inspected')
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const ask = async (id: number, method: string): Promise<{ usedSize: number }> => {
    socket.send(JSON.stringify({ id, method }))
    for (;;) {
      const [data] = (await once(socket, 'message')) as [Buffer]
      const answer = JSON.parse(data.toString()) as { id?: number; result: { usedSize: number } }
      if (answer.id === id) return answer.result
    }
  }
  await ask(1, 'HeapProfiler.collectGarbage')
  await ask(2, 'HeapProfiler.collectGarbage')
  const { usedSize } = await ask(3, 'Runtime.getHeapUsage')
  socket.close()
  return usedSize
}

/** Forgets how much the system gave to a server at most so far (proc(5), clear_refs). */
export const forgetPeak = (weft: WeftProcess): void => writeFileSync(`/proc/${weft.pid}/clear_refs`, '5')

/** What the system gave to a server, in bytes, now and at most. */
export function residentOf(weft: WeftProcess): { now: number; peak: number } {
  const status = readFileSync(`/proc/${weft.pid}/status`, 'utf8')
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1])
  return { now: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 }
}

/** How many files and sockets a server holds open. */
export const handlesOf = (weft: WeftProcess): number => readdirSync(`/proc/${weft.pid}/fd`).length

/** One of a server's own counts. */
export async function countOf(weft: WeftProcess, name: string): Promise<number> {
  const metrics = await (await fetch(`${weft.url}/metrics`)).text()
  return Number(new RegExp(`^weft_${name} (\\d+)`, 'm').exec(metrics)?.[1])
}
