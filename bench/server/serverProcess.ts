import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../until.ts'
import type { Contestant } from './contestants.ts'
import { cores } from './core.ts'
import { cpuSeconds, memoryKilobytes } from './usage.ts'

/** What Node compiled at the last end of a contestant, which all find at their next start, as Weft does after `npm start`. */
const COMPILED = mkdtempSync(join(tmpdir(), 'weft-bench-compiled-'))
const LONGEST_COMPLAINT = 1000

// A server that outlives a bench that was stopped takes its share of the core from all that are measured afterwards.
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(COMPILED, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

/** A contestant that runs in a process of its own, with documents that are gone when it is removed. */
export class ServerProcess {
  readonly contestant: Contestant
  readonly port: number
  /** The beginning of what it said of errors. */
  complaints = ''
  readonly #folder = mkdtempSync(join(tmpdir(), 'weft-bench-'))
  #child: ChildProcess | null = null

  private constructor(contestant: Contestant, port: number) {
    this.contestant = contestant
    this.port = port
  }

  static async start(contestant: Contestant): Promise<ServerProcess> {
    const server = new ServerProcess(contestant, await freePort())
    await server.start()
    return server
  }

  /** Starts it again, with the documents that it had. Resolves when it listens. */
  async start(): Promise<void> {
    const { contestant } = this
    const own = [process.execPath, contestant.program]
    const [command = '', ...args] = cores === null ? own : ['taskset', '-c', cores.server, ...own]
    const child = spawn(command, args, {
      // As it runs for others: no watcher, no flags of ours.
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: COMPILED,
        ...contestant.settings(this.port, this.#folder),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child = child
    running.add(child)
    child.once('exit', () => running.delete(child))
    child.stderr?.on('data', (words: Buffer) => {
      if (this.complaints.length < LONGEST_COMPLAINT) this.complaints += words.toString()
    })
    const listens = (): Promise<boolean> => canConnect(this.port)
    if (!(await until(listens, { every: 10, within: 30_000 })))
      throw new Error(`${contestant.name} does not start: ${this.complaints}`)
  }

  /** How long it has had a core since it started, in seconds. */
  cpuSeconds(): number {
    return cpuSeconds(this.#pid)
  }

  memoryKilobytes(): number {
    return memoryKilobytes(this.#pid)
  }

  /** What its documents take on the disk, in bytes. */
  diskBytes(): number {
    const names = readdirSync(this.#folder, { recursive: true, encoding: 'utf8' })
    const files = names.map((name) => statSync(join(this.#folder, name))).filter((file) => file.isFile())
    return files.reduce((sum, { size }) => sum + size, 0)
  }

  /** Ends it, politely or not at all. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #pid(): number {
    if (this.#child?.pid === undefined) throw new Error(`${this.contestant.name} does not run`)
    return this.#child.pid
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('there is no free port')
  return address.port
}

async function canConnect(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
