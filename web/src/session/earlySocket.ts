import { askForAll } from '@weft/shared/askForAll'
import { isDocumentId } from '@weft/shared/ids'
import { syncAddress } from './syncAddress.ts'

/**
 * The connection of a page that begins with a document. It is opened, and the document asked for, by the first and smallest script:
 * text and editor come at the same time, instead of one after the other.
 */
let early: WebSocket | null = null
/** What came before anybody could read it. */
const heard: MessageEvent[] = []

const [, folder, id = ''] = window.location.pathname.split('/')
if (folder === 'd' && isDocumentId(id)) {
  const socket = new WebSocket(`${syncAddress()}/${id}?weft=1`)
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('open', () => socket.send(askForAll))
  socket.addEventListener('message', keep)
  early = socket
}

function keep(event: MessageEvent): void {
  heard.push(event)
}

/**
 * The early connection, if it goes to this address and lives, for a document of which nothing is here. Whoever takes it is told
 * what it has missed as soon as its handlers are set.
 */
export function takeEarlySocket(address: string): WebSocket | null {
  const socket = early
  early = null
  if (socket === null) return null
  socket.removeEventListener('message', keep)
  if (socket.url !== address || socket.readyState > WebSocket.OPEN) {
    socket.close()
    return null
  }
  askOnce(socket)
  if (socket.readyState === WebSocket.OPEN) {
    queueMicrotask(() => {
      socket.onopen?.(new Event('open'))
      for (const event of heard.splice(0)) socket.onmessage?.(event)
    })
  }
  return socket
}

/** The provider asks when it hears that it is connected: that has been done. */
function askOnce(socket: WebSocket): void {
  const send = socket.send.bind(socket)
  let asked = false
  socket.send = (data) => {
    const again = !asked && data instanceof Uint8Array && data.every((byte, i) => byte === askForAll[i])
    asked = true
    if (!again) send(data)
  }
}
