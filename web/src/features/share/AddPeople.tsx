import { Users } from 'lucide-react'
import type { GivenRole } from '@weft/shared/api/fields'
import type { PeopleFound, Sharing } from '@weft/shared/api/sharing'
import type { DocumentId } from '@weft/shared/ids'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findPeople, setGroup, setPerson } from '../../api/sharing.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { roleOptions } from './roleOptions.ts'
import styles from './share.module.css'
import type { Rights } from './useSharing.ts'

const PAUSE = 150

interface Props {
  document: DocumentId
  sharing: Sharing
  change: Rights['change']
}

/** Finds members and groups by their names, and gives them a role with a press. */
export function AddPeople({ document, sharing, change }: Props) {
  const { t } = useTranslation('share')
  const [query, setQuery] = useState('')
  const [role, setRole] = useState<GivenRole>('editor')
  const [added, setAdded] = useState<string | null>(null)
  const found = useFound(query.trim())
  const has = new Set([...sharing.people, ...sharing.groups].map(({ id }) => id))

  async function add(name: string, act: () => Promise<void>) {
    if (!(await change(act))) return
    setAdded(name)
    setQuery('')
  }

  return (
    <section className={styles['section']}>
      <div className={styles['line']}>
        <Field
          className={styles['grows']}
          label={t('add.label')}
          placeholder={t('add.placeholder')}
          value={query}
          maxLength={100}
          autoComplete="off"
          onChange={({ currentTarget }) => {
            setQuery(currentTarget.value)
            setAdded(null)
          }}
        />
        <Choice label={t('add.role')} value={role} options={roleOptions(t)} onChoose={setRole} />
      </div>
      {found !== null && (
        <ul className={styles['found']} aria-label={t('add.found')}>
          {found.people.map(({ id, name, email, color }) => (
            <Found
              key={id}
              icon={<Avatar name={name} color={color} />}
              name={name}
              hint={email}
              has={has.has(id)}
              onAdd={() => void add(name, () => setPerson(document, id, role))}
            />
          ))}
          {found.groups.map(({ id, name, members }) => (
            <Found
              key={id}
              icon={<Users size={18} aria-hidden />}
              name={name}
              hint={t('people.members', { count: members })}
              has={has.has(id)}
              onAdd={() => void add(name, () => setGroup(document, id, role))}
            />
          ))}
        </ul>
      )}
      <p aria-live="polite" className={styles['said']}>
        {added !== null && t('add.added', { name: added })}
        {found !== null && found.people.length + found.groups.length === 0 && t('add.none')}
      </p>
    </section>
  )
}

interface FoundProps {
  icon: ReactNode
  name: string
  hint: string | null
  has: boolean
  onAdd: () => void
}

function Found({ icon, name, hint, has, onAdd }: FoundProps) {
  const { t } = useTranslation('share')
  return (
    <li>
      <button
        type="button"
        className={styles['foundOne']}
        aria-disabled={has}
        onClick={has ? undefined : onAdd}
      >
        <span className={styles['icon']}>{icon}</span>
        <span className={styles['who']}>
          <bdi className={styles['name']}>{name}</bdi>
          <span className={styles['hint']}>{has ? t('add.has') : hint}</span>
        </span>
      </button>
    </li>
  )
}

/** Whom a query finds; null while there is none, or while it is looked. What cannot be looked up finds nobody new. */
function useFound(query: string): PeopleFound | null {
  const [found, setFound] = useState<{ query: string; answer: PeopleFound } | null>(null)
  useEffect(() => {
    if (query === '') return undefined
    let isWanted = true
    const timer = setTimeout(() => {
      findPeople(query).then(
        (answer) => isWanted && setFound({ query, answer }),
        () => undefined,
      )
    }, PAUSE)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [query])
  return query === '' ? null : (found?.answer ?? null)
}
