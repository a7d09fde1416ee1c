import type { TrashRow } from '@weft/shared/api/documents'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { listTrash, restoreDocument } from '../api/documents.ts'
import { problemWords } from '../i18n/share/problemWords.ts'
import { writeWhen } from '../i18n/writeWhen.ts'
import { useLoaded } from '../state/useLoaded.ts'
import { Button } from '../ui/Button.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { Row, Rows } from '../ui/Rows.tsx'

/** One's documents that were put away, to be brought back. */
export function Trash() {
  const { t, i18n } = useTranslation('share')
  const { value: rows, error, reload } = useLoaded(listTrash)
  const [problem, setProblem] = useState<string | null>(null)
  const [restored, setRestored] = useState<TrashRow | null>(null)
  const [now] = useState(Date.now)
  const titleOf = ({ title }: TrashRow) => title || t('trash.untitled')

  async function restore(row: TrashRow) {
    setProblem(null)
    try {
      await restoreDocument(row.id)
      setRestored(row)
    } catch (failure) {
      setProblem(problemWords(failure, t))
    }
    await reload()
  }

  return (
    <PlainPage title={t('trash.title')} lead={t('trash.lead')} home={t('trash.home')}>
      <ProblemNote words={problem ?? (error === null ? null : problemWords(error, t))} />
      <p aria-live="polite">
        {rows === null && error === null && t('trash.loading')}
        {restored !== null && (
          <Link href={`/d/${restored.id}`}>{t('trash.restored', { title: titleOf(restored) })}</Link>
        )}
      </p>
      {rows !== null && (
        <Rows label={t('trash.title')} empty={t('trash.empty')}>
          {rows.map((row) => (
            <Row
              key={row.id}
              title={<bdi>{titleOf(row)}</bdi>}
              more={t('trash.when', { when: writeWhen(row.trashedAt, now, i18n.language) })}
            >
              <Button
                look="quiet"
                aria-label={t('trash.restoreName', { title: titleOf(row) })}
                onClick={() => void restore(row)}
              >
                {t('trash.restore')}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
    </PlainPage>
  )
}
