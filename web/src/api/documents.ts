import { createdDocument } from '@weft/shared/api/documents'
import { type DocumentId, isDocumentId } from '@weft/shared/ids'
import { ask, Refusal } from './request.ts'

/** Creates an empty document and returns its id. Throws Refusal. */
export async function createDocument(): Promise<DocumentId> {
  const { id } = await ask(createdDocument, 'POST', '/api/documents')
  if (!isDocumentId(id)) throw new Refusal('unknown', 'the server answered with an id that is none')
  return id
}
