import { getSchema } from '@tiptap/core'
import * as Y from 'yjs'
import { extensionsFor } from '../../src/features/editor/extensions.ts'

const nothing = () => () => undefined

/** The schema of the real editor. */
export const schema = getSchema(extensionsFor(new Y.Doc(), { hold: nothing, before: nothing }))
