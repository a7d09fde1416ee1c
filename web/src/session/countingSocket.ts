import { carriesUpdate, decodeMessage } from '@weft/shared/wire'

/**
 * A WebSocket that tells of every update it really sends: the server acknowledges by that count.
 * @param onUpdateSent `whole` when the frame answers the server with everything it lacks.
 */
export function countingSocket(onUpdateSent: (whole: boolean) => void): typeof WebSocket {
  return class extends WebSocket {
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView) {
      super.send(data as Parameters<WebSocket['send']>[0])
      if (this.readyState !== WebSocket.OPEN || !(data instanceof Uint8Array) || !carriesUpdate(data)) return
      onUpdateSent(decodeMessage(data).type === 'step2')
    }
  }
}
