import type { TrashRow } from '@weft/shared/api/documents'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { listTrash, restoreDocument } from '../api/documents.ts'
import { writeWhen } from '../i18n/writeWhen.ts'
import { problemWords } from '../i18n/share/problemWords.ts'
import { Button } from '../ui/Button.tsx'
import { Logo } from '../ui/Logo.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import styles from './Trash.module.css'

/** One's documents that were put away, to be brought back. */
export function Trash() {
  const { t, i18n } = useTranslation('share')
  const [rows, setRows] = useState<readonly TrashRow[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [restored, setRestored] = useState<TrashRow | null>(null)
  const [now] = useState(Date.now)
  const titleOf = ({ title }: TrashRow) => title || t('trash.untitled')

  useEffect(() => {
    document.title = `${t('trash.title')} · Weft`
  }, [t])

  const look = useCallback(async () => {
    try {
      setRows(await listTrash())
    } catch (error) {
      setProblem(problemWords(error, t))
    }
  }, [t])
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the server's answer comes later
    void look()
  }, [look])

  async function restore(row: TrashRow) {
    setProblem(null)
    try {
      await restoreDocument(row.id)
      setRestored(row)
    } catch (error) {
      setProblem(problemWords(error, t))
    }
    await look()
  }

  return (
    <div className={styles['page']}>
      <header>
        <Link href="/" className={styles['home']} aria-label="Weft">
          <Logo size={28} />
        </Link>
      </header>
      <main>
        <h1>{t('trash.title')}</h1>
        <p className={styles['lead']}>{t('trash.lead')}</p>
        <ProblemNote words={problem} />
        <p aria-live="polite" className={styles['said']}>
          {rows === null && problem === null && t('trash.loading')}
          {restored !== null && (
            <Link href={`/d/${restored.id}`}>{t('trash.restored', { title: titleOf(restored) })}</Link>
          )}
        </p>
        {rows?.length === 0 && <p className={styles['empty']}>{t('trash.empty')}</p>}
        {rows !== null && rows.length > 0 && (
          <ul className={styles['list']}>
            {rows.map((row) => (
              <li key={row.id}>
                <span className={styles['what']}>
                  <bdi className={styles['title']}>{titleOf(row)}</bdi>
                  <span className={styles['when']}>
                    {t('trash.when', { when: writeWhen(row.trashedAt, now, i18n.language) })}
                  </span>
                </span>
                <Button
                  look="quiet"
                  aria-label={t('trash.restoreName', { title: titleOf(row) })}
                  onClick={() => void restore(row)}
                >
                  {t('trash.restore')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </main>
    </div>
  )
}
