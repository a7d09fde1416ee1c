import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** What every version of the provider has. */
type Provider = Pick<WebsocketProvider, 'awareness' | 'destroy' | 'once' | 'shouldConnect' | 'synced'>
type ProviderClass = new (url: string, room: string, doc: Y.Doc, options: object) => Provider

/** Somebody with an unmodified y-websocket provider, in Node. */
export class StockClient {
  readonly doc = new Y.Doc()
  readonly provider: Provider

  constructor(
    url: string,
    room: string,
    {
      Provider = WebsocketProvider,
      params = {},
      maxBackoffTime = 200,
    }: { Provider?: ProviderClass; params?: object; maxBackoffTime?: number } = {},
  ) {
    this.provider = new Provider(url, room, this.doc, {
      WebSocketPolyfill: WebSocket,
      disableBc: true,
      maxBackoffTime,
      params,
    })
  }

  get text(): Y.Text {
    return this.doc.getText('text')
  }

  get page(): string {
    return this.text.toJSON()
  }

  /** Resolves at the next `sync` event, or now when it is in sync. */
  async synced(): Promise<void> {
    while (!this.provider.synced)
      await new Promise<void>((resolve) => this.provider.once('sync', () => resolve()))
  }

  /** What awareness says of the names of those who are here, oneself included. */
  here(): string[] {
    const states = [...this.provider.awareness.getStates().values()] as { user?: { name: string } }[]
    return states.flatMap(({ user }) => (user === undefined ? [] : [user.name])).sort()
  }

  /** Resolves when just these are here. */
  async seesHere(...names: string[]): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.here().join() !== names.join()) return
        this.provider.awareness.off('change', look)
        resolve()
      }
      this.provider.awareness.on('change', look)
      look()
    })
  }

  /** Resolves when the page here is as asked. */
  async sees(what: (page: string) => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!what(this.page)) return
        this.doc.off('update', look)
        resolve()
      }
      this.doc.on('update', look)
      look()
    })
  }

  leave(): void {
    this.provider.destroy()
    this.doc.destroy()
  }
}
