import { once } from 'node:events'
import { encodeStep1, encodeStep2 } from '@weft/shared/wire'
import { isShallowJson } from '@weft/shared/nesting'
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

/** Somebody honest who reads along in a room, applies whatever comes, and notes what could not be read. */
export class Witness {
  readonly doc = new Y.Doc()
  readonly #socket: WebSocket
  readonly #synced = Promise.withResolvers<void>()
  /** What came and could not be read. */
  readonly unreadable: unknown[] = []
  closedWith: number | null = null

  private constructor(url: string) {
    this.#socket = new WebSocket(url)
    this.#socket.binaryType = 'nodebuffer'
    this.#socket.on('message', (data: Buffer) => this.#receive(data))
    this.#socket.on('close', (code) => (this.closedWith = code))
  }

  /** Resolves when the room was opened and all of it is here. */
  static async open(url: string): Promise<Witness> {
    const witness = new Witness(url)
    await once(witness.#socket, 'open')
    witness.#socket.send(encodeStep1(Y.encodeStateVector(witness.doc)))
    await witness.#synced.promise
    return witness
  }

  async leave(): Promise<void> {
    this.#socket.close()
    await once(this.#socket, 'close')
    this.doc.destroy()
  }

  #receive(frame: Uint8Array): void {
    try {
      const decoder = decoding.createDecoder(frame)
      const type = decoding.readVarUint(decoder)
      if (type === 0) this.#sync(decoder)
      else if (type === 1) readAwareness(decoding.createDecoder(decoding.readVarUint8Array(decoder)))
      else throw new Error(`a message of type ${type}`)
    } catch (error) {
      this.unreadable.push(error)
    }
  }

  #sync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === 0) return this.#socket.send(encodeStep2(Y.encodeStateAsUpdate(this.doc, bytes)))
    Y.applyUpdate(this.doc, bytes)
    if (step === 1) this.#synced.resolve()
  }
}

function readAwareness(decoder: decoding.Decoder): void {
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    const state = decoding.readVarString(decoder)
    JSON.parse(state)
    if (!isShallowJson(state)) throw new Error('a state that is nested too deeply')
  }
}
