import { createdDocument } from '@weft/shared/api/documents'
import { type DocumentId, isDocumentId } from '@weft/shared/ids'

/** Creates an empty document and returns its id. Throws when the server cannot be reached or refuses. */
export async function createDocument(): Promise<DocumentId> {
  const response = await fetch('/api/documents', { method: 'POST' })
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  const { id } = createdDocument.parse(await response.json())
  if (!isDocumentId(id)) throw new Error('the server answered with an id that is none')
  return id
}
