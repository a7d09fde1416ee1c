import { type DocumentId, isDocumentId } from '@weft/shared/ids'
import { createDeviceStore } from '../../state/deviceStore.ts'
import { isRecord } from '../../state/isRecord.ts'

/** A document that was opened on this device. */
export interface RecentDocument {
  id: DocumentId
  title: string
  openedAt: number
}

const MOST = 50

/** The documents that were opened on this device, latest first. */
export const recentDocuments = createDeviceStore<readonly RecentDocument[]>('weft.recent', (stored) =>
  Array.isArray(stored) ? stored.flatMap(readRecent).slice(0, MOST) : [],
)

function readRecent(stored: unknown): RecentDocument[] {
  if (!isRecord(stored)) return []
  const { id, title, openedAt } = stored
  if (typeof id !== 'string' || !isDocumentId(id)) return []
  if (typeof title !== 'string' || typeof openedAt !== 'number') return []
  return [{ id, title, openedAt }]
}

/** Puts a document on top of the list, under its present title. */
export function rememberDocument(id: DocumentId, title: string, openedAt: number): void {
  const others = recentDocuments.get().filter((document) => document.id !== id)
  recentDocuments.set([{ id, title, openedAt }, ...others].slice(0, MOST))
}

/** Takes a document off the list; the document itself stays. */
export function forgetDocument(id: DocumentId): void {
  recentDocuments.set(recentDocuments.get().filter((document) => document.id !== id))
}
