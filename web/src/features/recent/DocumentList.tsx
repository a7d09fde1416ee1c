import type { DocumentId } from '@weft/shared/ids'
import { Ellipsis } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { leaveDocument, restoreDocument, trashDocument } from '../../api/documents.ts'
import { useStore } from '../../state/useStore.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './DocumentList.module.css'
import { type ListedDocument, mergeDocuments } from './mergeDocuments.ts'
import { forgetDocument, recentDocuments, rememberDocument } from './recentDocuments.ts'
import { useServerDocuments } from './useServerDocuments.ts'
import { writeWhen } from '../../i18n/writeWhen.ts'

/** What can be done with a row. */
export interface RowActs {
  onForget: (() => void) | null
  onLeave: (() => void) | null
  onTrash: (() => void) | null
}

interface Props {
  /** Makes the menu of a row, which comes with the first press on one; `children` is what is pressed. */
  menu: (acts: RowActs, children: ReactNode) => ReactNode
}

type Said = { what: 'trashed'; document: ListedDocument } | { what: 'failed' } | null

/** One's documents: those of this device at once, those the server knows of as soon as it says so. */
export function DocumentList({ menu }: Props) {
  const { t, i18n } = useTranslation()
  const device = useStore(recentDocuments)
  const { server, reload } = useServerDocuments()
  const documents = useMemo(() => mergeDocuments(device, server), [device, server])
  const [now] = useState(Date.now)
  const [said, setSaid] = useState<Said>(null)
  const titleOf = ({ title }: ListedDocument) => title || t('recent.untitled')

  async function act(doing: (id: DocumentId) => Promise<void>, document: ListedDocument, then: Said) {
    try {
      await doing(document.id)
      forgetDocument(document.id)
      setSaid(then)
    } catch {
      setSaid({ what: 'failed' })
    }
    await reload()
  }

  async function bringBack(document: ListedDocument) {
    try {
      await restoreDocument(document.id)
      if (document.isOnDevice) rememberDocument(document.id, document.title, document.at)
      setSaid(null)
    } catch {
      setSaid({ what: 'failed' })
    }
    await reload()
  }

  function forget({ id }: ListedDocument) {
    forgetDocument(id)
    setSaid(null)
    // What the server knows of it is all there is to show now: perhaps it has got its title meanwhile.
    void reload()
  }

  const actsOn = (document: ListedDocument): RowActs => ({
    onForget: document.isOnDevice ? () => forget(document) : null,
    onLeave:
      document.role !== null && document.role !== 'owner'
        ? () => void act(leaveDocument, document, null)
        : null,
    onTrash:
      document.role === 'owner'
        ? () => void act(trashDocument, document, { what: 'trashed', document })
        : null,
  })

  return (
    <section className={styles['recent']} aria-labelledby="recent">
      <header className={styles['head']}>
        <h2 id="recent">{t('recent.title')}</h2>
        <Link href="/trash" className={styles['trash']}>
          {t('recent.trash')}
        </Link>
      </header>
      {documents.length === 0 ? (
        <p className={styles['empty']}>{t('recent.empty')}</p>
      ) : (
        <ul className={styles['list']}>
          {documents.map((document) => (
            <li key={document.id} className={styles['row']}>
              <Link href={`/d/${document.id}`} className={styles['link']}>
                <bdi className={styles['title']}>{titleOf(document)}</bdi>
                {document.requests > 0 && (
                  <span className={styles['asked']}>{t('share.asked', { count: document.requests })}</span>
                )}
                <span className={styles['when']}>
                  {document.owner && <bdi>{t('recent.of', { owner: document.owner })} · </bdi>}
                  <time dateTime={new Date(document.at).toISOString()}>
                    {writeWhen(document.at, now, i18n.language)}
                  </time>
                </span>
              </Link>
              {menu(
                actsOn(document),
                <Button
                  look="quiet"
                  className={styles['more']}
                  aria-label={t('recent.menu', { title: titleOf(document) })}
                >
                  <Ellipsis size={18} aria-hidden />
                </Button>,
              )}
            </li>
          ))}
        </ul>
      )}
      <p aria-live="polite" className={styles['said']}>
        {said?.what === 'failed' && t('recent.failed')}
        {said?.what === 'trashed' && (
          <>
            {t('recent.trashed', { title: titleOf(said.document) })}{' '}
            <Button look="quiet" onClick={() => void bringBack(said.document)}>
              {t('recent.undo')}
            </Button>
          </>
        )}
      </p>
    </section>
  )
}
