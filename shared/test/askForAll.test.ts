import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { askForAll } from '../src/askForAll.ts'
import { encodeStep1 } from '../src/wire.ts'

test('[S2] asking for all is the step 1 of an empty document', () => {
  expect(encodeStep1(Y.encodeStateVector(new Y.Doc()))).toEqual(askForAll)
})
