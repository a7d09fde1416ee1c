import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { until } from '../until.ts'
import type { PageAddress } from './contestant.ts'

/** Somebody else who writes on a page: a stock y-websocket client without an editor. */
export class CoAuthor {
  readonly doc = new Y.Doc()
  readonly #provider: WebsocketProvider

  private constructor({ sync, room }: PageAddress) {
    this.#provider = new WebsocketProvider(sync, room, this.doc, { disableBc: true })
  }

  /** Opens a page and waits until its text is here. */
  static async join(address: PageAddress): Promise<CoAuthor> {
    const author = new CoAuthor(address)
    const synced = await until(() => author.#provider.synced, { within: 30_000 })
    if (!synced) throw new Error('the server did not answer')
    return author
  }

  /** Returns what types one letter behind another at a place, with a caret that others see or without one. */
  typist(place: Y.RelativePosition, { name, caret }: { name: string; caret: boolean }): () => void {
    if (caret) this.#provider.awareness.setLocalStateField('user', { name, color: '#0b57d0' })
    let here = place
    return () => {
      const at = Y.createAbsolutePositionFromRelativePosition(here, this.doc)
      if (at === null || !(at.type instanceof Y.Text)) throw new Error('the place is gone')
      at.type.insert(at.index, 'o')
      here = Y.createRelativePositionFromTypeIndex(at.type, at.index + 1)
      if (!caret) return
      const position = Y.relativePositionToJSON(here)
      this.#provider.awareness.setLocalStateField('cursor', { anchor: position, head: position })
    }
  }

  /** Waits until this one has all that another one has. */
  async catchesUpWith(other: CoAuthor): Promise<void> {
    const wanted = Y.encodeStateVector(other.doc).toString()
    const has = (): boolean => Y.encodeStateVector(this.doc).toString() === wanted
    if (!(await until(has, { within: 60_000 }))) throw new Error('the server did not pass the page on')
  }

  leave(): void {
    this.#provider.destroy()
    this.doc.destroy()
  }
}
