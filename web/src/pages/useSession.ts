import type { DocumentId } from '@weft/shared/ids'
import { useLayoutEffect, useState } from 'react'
import { openSession, type Session } from '../session/openSession.ts'

/** The session of a document, open as long as the page shows it. */
export function useSession(id: DocumentId): Session | null {
  const [session, setSession] = useState<Session | null>(null)

  // Before the page is painted: the server is asked while the browser is still busy with that.
  useLayoutEffect(() => {
    const opened = openSession(id)
    // oxlint-disable-next-line react/set-state-in-effect -- a connection is opened by showing the page, not by rendering it
    setSession(opened)
    return () => {
      setSession(null)
      opened.close()
    }
  }, [id])

  return session
}
