import { carriesUpdate, decodeMessage } from '@weft/shared/wire'
import { takeEarlySocket } from './earlySocket.ts'

/**
 * WebSockets that tell of every update they really send: the server acknowledges by that count. The first may be one that
 * was opened early.
 * @param onUpdateSent `whole` when the frame answers the server with everything it lacks.
 */
export function countingSocket(onUpdateSent: (whole: boolean) => void): typeof WebSocket {
  return new Proxy(WebSocket, {
    construct(Socket, [address, protocols]: [string, string[]]) {
      const socket = takeEarlySocket(address) ?? new Socket(address, protocols)
      const send = socket.send.bind(socket)
      socket.send = (data) => {
        send(data)
        if (socket.readyState !== WebSocket.OPEN || !(data instanceof Uint8Array) || !carriesUpdate(data))
          return
        onUpdateSent(decodeMessage(data).type === 'step2')
      }
      return socket
    },
  })
}
