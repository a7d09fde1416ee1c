import { encodeAwareness } from '@weft/shared/wire'
import { contentOf } from './content.ts'

/**
 * What a caret says: whose it is, and how often it has moved. The rest is as an editor writes it. With a later clock and
 * nothing moved it says that somebody is still there.
 */
export function caretMessage(client: number, person: number, moves: number, clock = moves + 1): Uint8Array {
  const place = { type: null, tname: 'text', item: { client, clock: moves }, assoc: 0 }
  const state = JSON.stringify({
    user: { name: `Person ${person}`, color: '#146c2e' },
    cursor: { anchor: place, head: place },
    person,
    moves,
  })
  return encodeAwareness([{ client, clock, state }])
}

/** Whose carets an awareness message holds, and how often each has moved. */
export function caretsIn(bytes: Uint8Array): { person: number; moves: number }[] {
  const text = contentOf(bytes)
  return Array.from(text.matchAll(/"person":(\d+),"moves":(\d+)/g), ([, person, moves]) => ({
    person: Number(person),
    moves: Number(moves),
  }))
}
