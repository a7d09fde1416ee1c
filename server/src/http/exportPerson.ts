import { CONTENT, read } from '@weft/shared/model/read'
import { textOf } from '@weft/shared/model/text'
import * as Y from 'yjs'
import { documentName } from '../core/names.ts'
import type { Store } from '../ports/store.ts'
import { listTokens } from '../directory/apiTokens.ts'
import { readAudit } from '../directory/audit.ts'
import type { Directory } from '../directory/directory.ts'
import { listDocuments } from '../directory/documents.ts'
import type { Identity } from '../directory/identity.ts'
import { listSessions } from '../directory/sessions.ts'

const NOTED = 10_000

/** All that is kept about a person, and the documents that they own: as text, and as the Yjs update that Weft keeps. */
export async function exportPerson(
  directory: Directory,
  store: Pick<Store, 'load'>,
  who: Identity,
): Promise<object> {
  const listed = await listDocuments(directory, who)
  const documents = []
  for (const row of listed) documents.push(row.isOwn ? { ...row, ...(await contentOf(store, row.id)) } : row)
  return {
    person: { id: who.person, name: who.name, email: who.email },
    documents,
    sessions: await listSessions(directory, who.person),
    tokens: await listTokens(directory, who.person),
    log: await readAudit(directory, { person: who.person }, NOTED),
  }
}

async function contentOf(
  store: Pick<Store, 'load'>,
  id: string,
): Promise<{ text: string; update: string } | null> {
  const stored = await store.load(documentName(id))
  if (stored === null) return null
  const doc = new Y.Doc()
  if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot.update)
  for (const update of stored.tail) Y.applyUpdate(doc, update)
  const content = {
    text: textOf(read(doc.getText(CONTENT))),
    update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64'),
  }
  doc.destroy()
  return content
}
