import {
  createdDocument,
  documentList,
  type DocumentRow,
  trashList,
  type TrashRow,
} from '@weft/shared/api/documents'
import { type DocumentId, isDocumentId } from '@weft/shared/ids'
import { ask, Refusal, tell } from './request.ts'

/** Creates an empty document and returns its id. Throws Refusal. */
export async function createDocument(): Promise<DocumentId> {
  const { id } = await ask(createdDocument, 'POST', '/api/documents')
  if (!isDocumentId(id)) throw new Refusal('unknown', 'the server answered with an id that is none')
  return id
}

/** What one owns, was given, or has opened by its link; last changed first. Throws Refusal. */
export async function listDocuments(): Promise<readonly DocumentRow[]> {
  return (await ask(documentList, 'GET', '/api/documents')).documents
}

/** One's own documents that were put away, latest first. Throws Refusal. */
export async function listTrash(): Promise<readonly TrashRow[]> {
  return (await ask(trashList, 'GET', '/api/trash')).documents
}

/** Puts a document away, or takes it out of the trash; gives up what one was given of it. Throws Refusal. */
export const trashDocument = (id: string) => tell('POST', `/api/documents/${id}/trash`)
export const restoreDocument = (id: string) => tell('POST', `/api/documents/${id}/restore`)
export const leaveDocument = (id: string) => tell('POST', `/api/documents/${id}/leave`)
