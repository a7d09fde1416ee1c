import type { Duplex } from 'node:stream'
import { closeCodes } from '@weft/shared/closeCodes'
import type { WebSocket } from 'ws'
import type { Outlet } from '../core/connection.ts'
import type { Backlog } from './backlog.ts'
import { LONGEST_FRAMED, messageFrame } from './messageFrame.ts'
import { probe } from './probe.ts'

/** What may wait for one slow reader, behind the frame that it is reading, before it has to sync afresh. */
const MAX_QUEUED_BYTES = 8 * 1024 * 1024
/** Longer messages leave in parts, so that pings pass between them and their progress shows. */
const PART_BYTES = 64 * 1024
/**
 * What is handed to the socket ahead of a reader that is behind. A short frame costs the socket some 400 bytes beside
 * its own, and the queue here nearly nothing: all who wait for a frame share its bytes.
 */
const AHEAD_BYTES = 4 * 1024
/** What a frame that waits is counted for beside its bytes. */
const ENTRY_BYTES = 16

/** Frames that are kept only for those who are sent them. */
const extras = new WeakSet<Uint8Array>()

/**
 * Sends a connection's frames over a WebSocket; a reader that does not keep up is closed with 4508.
 * @param raw is the socket under it.
 * @param onTaken is called when the far end made room for more: it lives, however slowly it reads.
 */
export function socketOutlet(
  { socket, raw }: { socket: WebSocket; raw: Duplex },
  backlog: Backlog,
  onTaken: () => void,
): Omit<Outlet, 'onBehalf'> {
  /** What waits behind a frame that is leaving: first what came last, and what came first at the end of the other. */
  let arrived: Uint8Array[] = []
  let reversed: Uint8Array[] = []
  let isLeaving = false
  /** The frame that is leaving, if nobody else keeps it. */
  let extra: Uint8Array | null = null
  const reader = { waiting: 0, reading: 0, giveUp: (): void => close('tooSlow') }

  const wait = (bytes: number): void => {
    reader.waiting += bytes
    backlog.change(reader, bytes)
  }

  const keep = (frame: Uint8Array): void => {
    extra = frame
    reader.reading = frame.length
    backlog.begin(reader, frame)
  }

  const letGo = (): void => {
    if (extra === null) return
    const frame = extra
    extra = null
    reader.reading = 0
    backlog.end(reader, frame)
  }

  const drop = (): void => {
    arrived = []
    reversed = []
    letGo()
    wait(-reader.waiting)
  }

  const close: Outlet['close'] = (reason) => {
    drop()
    socket.close(closeCodes[reason], reason)
  }

  const sendParts = (frame: Uint8Array, from: number): void => {
    const to = Math.min(from + PART_BYTES, frame.length)
    const fin = to === frame.length
    let waited = false
    setImmediate(() => (waited = true))
    socket.send(frame.subarray(from, to), { binary: true, fin }, (error) => {
      if (error) return
      // What the kernel took at once says nothing about the far end; what had to wait for room does.
      if (waited) onTaken()
      if (!fin) return sendParts(frame, to)
      isLeaving = false
      letGo()
      sendNext()
    })
  }

  /** A queue of two stacks: taking from the front of a long array would copy it, and a Map costs four times as much. */
  const take = (): Uint8Array | undefined => {
    if (reversed.length === 0) {
      reversed = arrived.toReversed()
      arrived = []
    }
    return reversed.pop()
  }

  const sendNext = (): void => {
    while (!isLeaving) {
      const frame = take()
      if (frame === undefined) return
      wait(-frame.length - ENTRY_BYTES)
      sendNow(frame)
    }
  }

  const sendNow = (frame: Uint8Array): void => {
    if (frame.length <= LONGEST_FRAMED && raw.writableLength < AHEAD_BYTES)
      return void raw.write(messageFrame(frame))
    isLeaving = true
    if (extras.has(frame)) keep(frame)
    sendParts(frame, 0)
  }

  socket.once('close', drop)
  return {
    close,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    probe: (answered) => probe(socket, answered),
    send(frame, isExtra = false) {
      if (socket.readyState !== socket.OPEN) return
      if (isExtra) extras.add(frame)
      if (!isLeaving) return sendNow(frame)
      // One message may be as long as a document: it is what is behind it that must not grow.
      if (reader.waiting > MAX_QUEUED_BYTES) return close('tooSlow')
      arrived.push(frame)
      wait(frame.length + ENTRY_BYTES)
    },
  }
}
