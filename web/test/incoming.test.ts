import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { incomingOf } from '../src/session/incoming.ts'

/** A connection that never opens: what arrives is put in by hand. */
function connection() {
  const doc = new Y.Doc()
  const link = new WebsocketProvider('ws://localhost', 'page', doc, { connect: false, disableBc: true })
  const incoming = incomingOf(link)
  const arrives = (kind: 1 | 2, text: string) => {
    const other = new Y.Doc()
    other.getText('content').insert(0, text)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(other))
    const decoder = decoding.createDecoder(encoding.toUint8Array(encoder))
    link.messageHandlers[0]?.(encoding.createEncoder(), decoder, link, true, 0)
  }
  return { link, incoming, arrives, text: () => doc.getText('content').toJSON() }
}

test('[M27] what comes in is held, and there at once when nobody holds any more', () => {
  const { incoming, arrives, text } = connection()
  const first = incoming.hold()
  const second = incoming.hold()
  arrives(2, 'one')
  first()
  first()
  expect(text()).toBe('')
  arrives(2, 'two')
  second()
  expect(text()).toMatch(/^(onetwo|twoone)$/)
  arrives(2, 'three')
  expect(text()).toHaveLength(11)
})

test('the page is looked at before anything comes in, not while it is held', () => {
  const { incoming, arrives } = connection()
  let looks = 0
  const stop = incoming.before(() => looks++)
  const release = incoming.hold()
  arrives(2, 'held')
  expect(looks).toBe(0)
  release()
  arrives(2, 'more')
  expect(looks).toBe(2)
  stop()
  arrives(2, 'unseen')
  expect(looks).toBe(2)
})

test('what brought the page in step counts only for its own connection', () => {
  const { link, incoming, arrives } = connection()
  const release = incoming.hold()
  arrives(1, 'all')
  link.emit('connection-close', [null, link])
  release()
  expect(link.synced).toBe(false)
  const again = incoming.hold()
  arrives(1, 'all')
  again()
  expect(link.synced).toBe(true)
})
