import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { encodeUpdate } from '@weft/shared/wire'
import * as Y from 'yjs'
import { TEXT } from './typist.ts'

/** A document that was written one keystroke at a time. */
export interface History {
  readonly name: string
  /** One after the other: the message that tells it, and how many letters came with it. */
  readonly keystrokes: readonly { readonly message: Uint8Array; readonly letters: number }[]
  readonly text: string
  /** How long the document is as one update, without what was deleted. */
  readonly snapshotBytes: number
}

/** At `position`, so many characters go and others come. */
type Patch = readonly [position: number, deleted: number, inserted: string]

/** What TRACE names (format of josephg/editing-traces, sequential, gzipped JSON), else one of our own; its beginning. */
export function history(most = Infinity): History {
  const { name, patches } = source(most)
  const doc = new Y.Doc()
  const text = doc.getText(TEXT)
  const keystrokes: { message: Uint8Array; letters: number }[] = []
  let letters = 0
  doc.on('update', (update: Uint8Array) => keystrokes.push({ message: encodeUpdate(update), letters }))
  for (const [position, deleted, inserted] of patches) {
    letters = inserted.length
    doc.transact(() => {
      if (deleted > 0) text.delete(position, deleted)
      if (inserted !== '') text.insert(position, inserted)
    })
  }
  return { name, keystrokes, text: text.toJSON(), snapshotBytes: Y.encodeStateAsUpdate(doc).length }
}

function source(most: number): { name: string; patches: readonly Patch[] } {
  const { TRACE: path } = process.env
  if (path === undefined) return { name: 'an invented history', patches: invented(Math.min(most, 100_000)) }
  const { txns } = JSON.parse(gunzipSync(readFileSync(path)).toString()) as { txns: { patches: Patch[] }[] }
  return { name: 'the recorded history', patches: txns.flatMap(({ patches }) => patches).slice(0, most) }
}

/** Runs of letters, mostly where the last run ended, corrected by backspace, with jumps to mend what is written. */
function invented(length: number): Patch[] {
  const random = randomFrom(1)
  const patches: Patch[] = []
  let letters = 0
  let caret = 0
  while (patches.length < length) {
    if (random() < 0.25) caret = Math.floor(random() * (letters + 1))
    for (let run = 3 + random() * 60; run > 0; run--, letters++) {
      patches.push([caret++, 0, random() < 0.16 ? ' ' : String.fromCharCode(97 + random() * 26)])
    }
    if (random() > 0.4) continue
    for (let back = random() * 12; back > 0 && caret > 0; back--, letters--) patches.push([--caret, 1, ''])
  }
  return patches.slice(0, length)
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
