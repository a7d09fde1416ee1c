import type { ServerEvent } from '@weft/shared/events'
import { EVENT, SAVED } from '@weft/shared/wire'
import * as decoding from 'lib0/decoding'
import type { WebsocketProvider } from 'y-websocket'
import { StockClient } from './stockClient.ts'

/** A client that asked for Weft's own messages. */
export class WeftClient extends StockClient {
  readonly events: ServerEvent[] = []
  /** How many of its messages with an update the server has called saved, on this connection. */
  saved = 0
  readonly #listeners = new Set<() => void>()

  constructor(url: string, room: string) {
    super(url, room, { params: { weft: '1' } })
    const { messageHandlers } = this.provider as WebsocketProvider
    messageHandlers[SAVED] = (_encoder, decoder) => {
      this.saved = decoding.readVarUint(decoder)
      this.#tell()
    }
    messageHandlers[EVENT] = (_encoder, decoder) => {
      this.events.push(JSON.parse(decoding.readVarString(decoder)) as ServerEvent)
      this.#tell()
    }
  }

  /** Resolves when what the server has told is as asked. */
  async hears(what: (client: this) => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const listen = (): void => {
        if (!what(this)) return
        this.#listeners.delete(listen)
        resolve()
      }
      this.#listeners.add(listen)
      listen()
    })
  }

  #tell(): void {
    for (const listen of this.#listeners) listen()
  }
}
