import { Agent, request } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Delays } from './delays.ts'
import { LetterReader } from './letters.ts'
import type { ServerProcess } from './serverProcess.ts'
import { Typist } from './typist.ts'

export const POLL_MS = 3000
/** What a browser sends along with each request to a page of its own: a session, a language, what it is. */
const HEADERS = { cookie: 'session='.padEnd(400, 'x'), 'user-agent': 'browser'.padEnd(200, 'x') }

/** People of the old web in one room: they post what they type, and ask every three seconds what is new. */
export class PollingRoom {
  readonly #server: ServerProcess
  readonly #name: string
  readonly #typists: readonly Typist[]
  readonly #reader: LetterReader
  readonly #delays: Delays
  readonly #agent = new Agent({ keepAlive: true })
  readonly #sockets = new Set<Socket>()
  readonly #leaving = new AbortController()
  #turn = 0
  requests = 0
  /** How many letters reached how many people. */
  delivered = 0

  constructor(
    server: ServerProcess,
    { name, people, typists }: { name: string; people: number; typists: number },
    delays: Delays,
  ) {
    this.#server = server
    this.#name = name
    this.#typists = Array.from({ length: typists }, (_, hand) => new Typist(1000 + hand))
    this.#reader = new LetterReader(this.#typists)
    this.#delays = delays
    for (let person = 0; person < people; person++) void this.#poll(this.#typists[person] ?? null, person)
  }

  type(letters: number, now: number): void {
    for (let letter = 0; letter < letters; letter++) {
      const typist = this.#typists[this.#turn++ % this.#typists.length]!
      typist.type(now)
      void this.#ask('POST', '', typist.letter(typist.typedAt.length - 1))
    }
  }

  /** What went over the cable, both ways. */
  get bytes(): number {
    return [...this.#sockets].reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0)
  }

  leave(): void {
    this.#leaving.abort()
    this.#agent.destroy()
  }

  async #poll(typist: Typist | null, person: number): Promise<void> {
    // They did not all come at the same moment.
    await setTimeout((person * 617) % POLL_MS)
    for (let after = 0; !this.#leaving.signal.aborted; await setTimeout(POLL_MS)) {
      const { next, body } = await this.#ask('GET', `?after=${after}`)
      this.#count(typist, body)
      after = next
    }
  }

  #count(typist: Typist | null, body: Buffer): void {
    const now = performance.now()
    for (let at = 0; at < body.length;) {
      const end = at + 2 + body.readUInt16BE(at)
      for (const [author, moments] of this.#reader.read(body.subarray(at + 2, end)).by) {
        if (author === typist) continue
        for (const { typedAt, count } of moments) {
          this.#delays.add(now - typedAt, count)
          this.delivered += count
        }
      }
      at = end
    }
  }

  #ask(method: 'GET' | 'POST', query: string, sent?: Uint8Array): Promise<{ next: number; body: Buffer }> {
    this.requests++
    return new Promise((resolve) => {
      const path = `/${this.#name}${query}`
      const options = { host: '127.0.0.1', port: this.#server.port, path, method, headers: HEADERS }
      const asked = request({ ...options, agent: this.#agent }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          resolve({ next: Number(response.headers.next), body: Buffer.concat(parts) })
        })
      })
      asked.on('socket', (socket) => this.#sockets.add(socket))
      // Whoever leaves while an answer is under way waits for it no longer.
      asked.on('error', () => resolve({ next: 0, body: Buffer.alloc(0) }))
      asked.end(sent)
    })
  }
}
