import { type AuditAction, auditActions, type AuditEntry } from '@weft/shared/api/administration'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { auditTable, type AuditWish, listPeople, readAudit } from '../../api/administration.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import styles from './administration.module.css'
import { AuditTable } from './AuditTable.tsx'

type Filter = Pick<AuditWish, 'action' | 'person'>

/** What was done, by whom and from where; filtered, page by page, and as a table to take along. */
export function AuditPart() {
  const { t } = useTranslation('people')
  const { value: people } = useLoaded(listPeople)
  const [filter, setFilter] = useState<Filter>({ action: null, person: null })
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null)
  const [isLast, setIsLast] = useState(true)
  const [problem, setProblem] = useState<string | null>(null)

  const more = useCallback(
    async (known: readonly AuditEntry[]) => {
      try {
        const page = await readAudit({ ...filter, before: known.at(-1)?.id ?? null })
        setEntries([...known, ...page.entries])
        setIsLast(page.isLast)
        setProblem(null)
      } catch (error) {
        setProblem(problemWords(error, t))
      }
    },
    [filter, t],
  )
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the server's answer comes later
    void more([])
  }, [more])

  return (
    <>
      <div className={styles['bar']}>
        <Choice
          label={t('audit.action')}
          value={filter.action ?? ''}
          options={[
            { value: '' as const, words: t('audit.anyAction') },
            ...auditActions.map((action: AuditAction) => ({ value: action, words: t(`action.${action}`) })),
          ]}
          onChoose={(action) => setFilter((now) => ({ ...now, action: action === '' ? null : action }))}
        />
        <Choice
          label={t('audit.person')}
          value={filter.person ?? ''}
          options={[
            { value: '', words: t('audit.anyPerson') },
            ...(people ?? []).map(({ id, name }) => ({ value: id, words: name })),
          ]}
          onChoose={(person) => setFilter((now) => ({ ...now, person: person === '' ? null : person }))}
        />
        <a href={auditTable({ ...filter, before: null })} download>
          {t('audit.download')}
        </a>
      </div>
      <ProblemNote words={problem} />
      {entries !== null && <AuditTable entries={entries} />}
      {entries !== null && !isLast && (
        <Button look="outlined" onClick={() => void more(entries)}>
          {t('audit.more')}
        </Button>
      )}
    </>
  )
}
