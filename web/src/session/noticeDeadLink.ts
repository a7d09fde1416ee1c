import { encodeStep1 } from '@weft/shared/wire'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const PATIENCE = 2500

/**
 * A socket over a network that went away stays open for half a minute, and the page would go on saying that all
 * is well. When the browser reports a change of network, the server is asked for a word; if none comes, the
 * provider drops the socket and starts over. Returns a function that stops it.
 */
export function noticeDeadLink(provider: WebsocketProvider): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined

  function ask() {
    const socket = provider.ws
    clearTimeout(timer)
    if (socket === null || !provider.wsconnected) {
      if (provider.shouldConnect) provider.connect()
      return
    }
    const heard = provider.wsLastMessageReceived
    socket.send(encodeStep1(Y.encodeStateVector(provider.doc)) as Uint8Array<ArrayBuffer>)
    timer = setTimeout(() => {
      if (provider.ws !== socket || provider.wsLastMessageReceived !== heard) return
      provider.disconnect()
      provider.connect()
    }, PATIENCE)
  }

  window.addEventListener('offline', ask)
  window.addEventListener('online', ask)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('offline', ask)
    window.removeEventListener('online', ask)
  }
}
