import type { DocumentId } from '@weft/shared/ids'
import type { Editor } from '@tiptap/core'
import { lazy, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { publishSelection, resolve } from '../features/editor/binding/carets.ts'
import { closedBecause, lossOf } from '../features/access/lossOf.ts'
import { DocumentEditor } from '../features/editor/DocumentEditor.tsx'
import { useOwnPresence } from '../features/identity/useOwnPresence.ts'
import { Carets } from '../features/presence/Carets.tsx'
import { forgetDocument } from '../features/recent/recentDocuments.ts'
import { EndedNotice } from '../features/status/EndedNotice.tsx'
import { LaterNotice } from '../features/status/LaterNotice.tsx'
import { SaveStatus } from '../features/status/SaveStatus.tsx'
import type { Session } from '../session/openSession.ts'
import { Logo } from '../ui/Logo.tsx'
import { useAspect } from '../state/useStore.ts'
import styles from './Document.module.css'
import { DocumentTitle } from './DocumentTitle.tsx'
import { Extra } from './Extra.tsx'
import { Door, introduce, ReadingStrip, RightsLost, SignInFirst } from './laterParts.ts'
import { NotFound } from './NotFound.tsx'
import { Opening } from './Opening.tsx'
import { useLaterVersion } from './useLaterVersion.ts'
import { useSession } from './useSession.ts'

// The text comes first; what stands around it may arrive a moment later.
const Toolbar = lazy(async () => ({ default: (await import('../features/toolbar/Toolbar.tsx')).Toolbar }))
const Company = lazy(async () => ({ default: (await import('./Company.tsx')).Company }))

/** One document, written on by everybody who has its link. */
export function DocumentPage({ id }: { id: DocumentId }) {
  const session = useSession(id)
  return session === null ? null : <OpenDocument session={session} />
}

function OpenDocument({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { id, doc, awareness, status, standing, incoming } = session
  const opened = useAspect(status, (now) => now.opened)
  const ended = useAspect(status, (now) => now.ended)
  const mayEdit = useAspect(status, (now) => now.mayEdit)
  const later = useLaterVersion(doc)
  const closed = useAspect(status, closedBecause)
  const loss = useAspect(status, lossOf)
  const role = useAspect(standing, (now) => now?.role ?? null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const own = useOwnPresence(standing)
  const { name, color } = own

  useEffect(() => awareness.setLocalStateField('user', { name, color }), [awareness, name, color])
  useEffect(() => {
    if (closed === 'gone') forgetDocument(id)
  }, [closed, id])
  const publish = useCallback(() => editor && publishSelection(editor.state), [editor])
  const resolveHere = useCallback((cursor: unknown) => editor && resolve(editor.state, cursor), [editor])

  if (closed === 'signIn')
    return (
      <Extra>
        <SignInFirst document={id} />
      </Extra>
    )
  if (closed === 'gone')
    return (
      <NotFound what="document">
        <Extra>
          <Door document={id} introduce={introduce} onOpen={session.retry} />
        </Extra>
      </NotFound>
    )
  const readText = () => editor?.getText({ blockSeparator: '\n\n' }) ?? ''
  const endedNotice = <EndedNotice readText={readText} />
  return (
    <>
      <header className={styles['chrome']}>
        <div className={styles['bar']}>
          <Link href="/" className={styles['home']} aria-label={t('app.home')}>
            <Logo />
          </Link>
          <div className={styles['where']}>
            {editor !== null && <DocumentTitle id={id} editor={editor} />}
            <SaveStatus status={status} />
          </div>
          <Extra>{editor !== null && <Company session={session} own={own} />}</Extra>
        </div>
        <div className={styles['tools']}>
          <Extra>{editor !== null && mayEdit && !ended && !later && <Toolbar editor={editor} />}</Extra>
          <Extra>
            {editor !== null && !mayEdit && !ended && role !== null && (
              <ReadingStrip document={id} role={role} introduce={introduce} />
            )}
          </Extra>
        </div>
      </header>
      <main className={styles['main']}>
        {loss !== null && editor !== null && (
          <Extra otherwise={ended && endedNotice}>
            <RightsLost
              document={id}
              loss={loss}
              doc={doc}
              readText={readText}
              onBack={session.retry}
              onKept={session.keptElsewhere}
            />
          </Extra>
        )}
        {ended && loss === null && editor !== null && endedNotice}
        {later && !ended && <LaterNotice />}
        <article className={styles['sheet']}>
          {opened ? (
            <DocumentEditor
              doc={doc}
              editable={mayEdit && !ended && !later}
              incoming={incoming}
              editor={editor}
              onEditor={setEditor}
            />
          ) : (
            <Opening />
          )}
          {editor !== null && (
            <Carets editor={editor} awareness={awareness} publish={publish} resolve={resolveHere} />
          )}
        </article>
      </main>
    </>
  )
}
