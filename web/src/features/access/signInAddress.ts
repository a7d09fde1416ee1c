import type { DocumentId } from '@weft/shared/ids'

/** Where one signs in, and comes back to this document. */
export function signInAddress(document: DocumentId): string {
  return `/sign-in?next=${encodeURIComponent(`/d/${document}`)}`
}
