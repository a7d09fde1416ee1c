import type { DocumentId } from '@weft/shared/ids'
import { type ComponentType, useLayoutEffect, useState } from 'react'
import { loadDocumentPage } from './documentPage.ts'

type Page = ComponentType<{ id: DocumentId }>

/**
 * Shows a document as soon as its page is fetched. Not with `lazy`: what React has waited for it shows no sooner than
 * 300 ms after it began to wait, of 730 ms until the text of 500 blocks was there.
 */
export function DocumentRoute({ id }: { id: DocumentId }) {
  const [Page, setPage] = useState<Page | null>(null)

  useLayoutEffect(() => {
    loadDocumentPage().then(
      ({ DocumentPage }) => setPage(() => DocumentPage),
      (error: unknown) =>
        setPage(() => {
          throw error
        }),
    )
  }, [])

  return Page && <Page id={id} />
}
