import type { DocumentRow } from '@weft/shared/api/documents'
import { type DocumentId, isDocumentId } from '@weft/shared/ids'
import type { Role } from '@weft/shared/roles'
import type { RecentDocument } from './recentDocuments.ts'

/** A row of the one list of documents. */
export interface ListedDocument {
  id: DocumentId
  title: string
  /** When it was opened here, or changed by anybody where it was not. */
  at: number
  /** What the server says one is to it; null for one that only this device knows. */
  role: Role | null
  /** Whose it is, where it is not one's own. */
  owner: string | null
  /** How many people wait for one to let them in. */
  requests: number
  isOnDevice: boolean
}

/**
 * One list of what was opened on this device and what the server knows of. The device's come first and in their order: they are
 * shown before the server has answered, and nothing moves under a finger when it does.
 */
export function mergeDocuments(
  device: readonly RecentDocument[],
  server: readonly DocumentRow[],
): readonly ListedDocument[] {
  const rows = new Map(server.map((row) => [row.id, row]))
  const opened = device.map(({ id, title, openedAt }): ListedDocument => {
    const row = rows.get(id)
    rows.delete(id)
    return { id, title: row?.title || title, at: openedAt, ...standing(row), isOnDevice: true }
  })
  const others = [...rows.values()].flatMap((row): ListedDocument[] => {
    const { id, title, changedAt } = row
    return isDocumentId(id) ? [{ id, title, at: changedAt, ...standing(row), isOnDevice: false }] : []
  })
  return [...opened, ...others]
}

function standing(row: DocumentRow | undefined): Pick<ListedDocument, 'role' | 'owner' | 'requests'> {
  return {
    role: row?.role ?? null,
    owner: row === undefined || row.isOwn ? null : row.owner,
    requests: row?.requests ?? 0,
  }
}
