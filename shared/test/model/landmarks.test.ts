import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CONTENT } from '../../src/model/read.ts'
import { Reading } from '../../src/model/reading.ts'
import { itemAt, seek } from '../../src/model/seek.ts'
import { writeGarbage } from './garbage.ts'
import { Random } from './random.ts'

test('a place is the same whether it is sought from the nearest block mark or from the start of the text', () => {
  let marks = 0
  for (let seed = 1; seed <= 200; seed++) {
    const chance = new Random(seed)
    const text = new Y.Doc().getText(CONTENT)
    for (let act = 0; act < 40; act++) writeGarbage(text, chance, 'words')
    const reading = new Reading(text)
    for (let at = 0; at <= text.length; at++) {
      const landmark = reading.landmarkBefore(at)
      if (landmark !== null) marks += 1
      expect(seek(text, at, landmark), `seed ${seed}, ${at}`).toEqual(seek(text, at, null))
      expect(itemAt(text, at, landmark), `seed ${seed}, ${at}`).toEqual(itemAt(text, at, null))
    }
  }
  expect(marks).toBeGreaterThan(1000)
})
