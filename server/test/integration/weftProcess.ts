import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** A real Weft in a process of its own, on a folder and a port that it keeps over restarts. */
export class WeftProcess {
  /** Where it listens: chosen by the system at the first start, the same at every other. */
  port = 0
  readonly folder: string
  readonly #environment: Record<string, string>
  #child: ChildProcess | null = null
  output = ''
  /** The link with which the first administrator is made, while there is none. */
  setup: string | null = null

  private constructor(folder: string, environment: Record<string, string>) {
    this.folder = folder
    this.#environment = environment
  }

  /** Starts one on a folder of its own, in a place for such folders. */
  static async start(environment: Record<string, string> = {}, place = tmpdir()): Promise<WeftProcess> {
    const weft = new WeftProcess(await mkdtemp(join(place, 'weft-')), environment)
    await weft.start()
    return weft
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get syncUrl(): string {
    return `ws://127.0.0.1:${this.port}/sync`
  }

  get pid(): number {
    return this.#child!.pid!
  }

  /** Resolves when it listens; rejects with what it said when it ends before. */
  async start(): Promise<void> {
    const child = this.#spawn()
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`Weft ended with ${code}: ${this.output}`)
    })
    const [{ port, setup }] = (await Promise.race([once(child, 'message'), ended])) as [
      { port: number; setup: string | null },
    ]
    // From here on it may end: by our hand.
    ended.catch(() => {})
    this.port = port
    this.setup = setup
  }

  /** Starts it and kills it so many milliseconds later, wherever it has come to. */
  async dieStarting(milliseconds: number): Promise<void> {
    this.#spawn()
    await setTimeout(milliseconds)
    await this.kill()
  }

  #spawn(): ChildProcess {
    // A shell that ignores SIGXFSZ becomes the server: a file that may not grow is then an error like a full disk.
    const child = spawn('sh', ['-c', 'trap "" XFSZ; exec "$0" "$@"', process.execPath, MAIN], {
      env: {
        ...process.env,
        // What one server has compiled the next need not: a start takes two thirds of the time.
        NODE_COMPILE_CACHE: join(tmpdir(), 'weft-compiled'),
        OPEN_ROOMS: 'true',
        LOG_LEVEL: 'info',
        ...this.#environment,
        PORT: String(this.port),
        DATA_DIR: this.folder,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child = child
    const note = (chunk: Buffer): void => void (this.output += chunk.toString())
    child.stdout!.on('data', note)
    child.stderr!.on('data', note)
    return child
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** SIGTERM; resolves with the exit code. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  async remove(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.kill()
    await rm(this.folder, { recursive: true, force: true })
  }

  /** Makes a document as the page does. */
  async newDocument(): Promise<string> {
    const response = await fetch(`${this.url}/api/documents`, { method: 'POST' })
    const { id } = (await response.json()) as { id: string }
    return id
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child!
    if (child.exitCode !== null) return child.exitCode
    const exit = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exit) as [number | null]
    return code
  }
}
