import type { PersonRow } from '@weft/shared/api/administration'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changePerson,
  listInvitations,
  listPeople,
  makeResetLink,
  signOutEverywhere,
} from '../../api/administration.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { Field } from '../../ui/Field.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import styles from './administration.module.css'
import { DeletePerson } from './DeletePerson.tsx'
import { Invitations } from './Invitations.tsx'
import { Invite } from './Invite.tsx'
import { OneTimeLink } from './OneTimeLink.tsx'
import { PersonEntry } from './PersonEntry.tsx'
import { useProblem } from './useProblem.ts'

const isCalled = ({ name, email }: PersonRow, query: string) =>
  `${name} ${email ?? ''}`.toLowerCase().includes(query.trim().toLowerCase())

/** All members, found by name, invited, shut out and let in again. */
export function PeoplePart() {
  const { t } = useTranslation('people')
  const { value: people, error, reload } = useLoaded(listPeople)
  const { value: invitations, reload: reloadInvitations } = useLoaded(listInvitations)
  const { problem, act } = useProblem(() => Promise.all([reload(), reloadInvitations()]))
  const [query, setQuery] = useState('')
  const [said, setSaid] = useState('')
  const [reset, setReset] = useState<{ person: PersonRow; link: string; mailed: boolean } | null>(null)
  const [leaving, setLeaving] = useState<PersonRow | null>(null)
  const [now] = useState(Date.now)

  const itemsFor = (person: PersonRow): MenuItem[] => {
    const { id, name, isSuspended, isAdministrator } = person
    const item = (words: string, work: () => Promise<unknown>): MenuItem => ({
      words,
      act: () => void act(() => work().then(() => setSaid(t('people.done', { what: words, name })))),
    })
    return [
      item(t(isSuspended ? 'people.resume' : 'people.suspend'), () =>
        changePerson(id, { isSuspended: !isSuspended }),
      ),
      item(t(isAdministrator ? 'people.demote' : 'people.promote'), () =>
        changePerson(id, { isAdministrator: !isAdministrator }),
      ),
      item(t('people.signOut'), () => signOutEverywhere(id)),
      {
        words: t('people.reset'),
        act: () => void act(async () => setReset({ person, ...(await makeResetLink(id)) })),
      },
      { words: t('people.delete'), act: () => setLeaving(person) },
    ]
  }

  const found = people?.filter((person) => isCalled(person, query))
  return (
    <>
      <div className={styles['bar']}>
        <Field
          label={t('people.search')}
          type="search"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Invite onMade={reloadInvitations} />
      </div>
      <ProblemNote words={problem ?? (error === null ? null : problemWords(error, t))} />
      <p className="visuallyHidden" aria-live="polite">
        {said}
      </p>
      {found !== undefined && (
        <Rows label={t('people.people')} empty={t('people.none')}>
          {found.map((person) => (
            <PersonEntry key={person.id} person={person} now={now} items={itemsFor(person)} />
          ))}
        </Rows>
      )}
      <Invitations invitations={invitations ?? []} reload={reloadInvitations} />
      <Sheet
        title={t('people.resetTitle', { name: reset?.person.name ?? '' })}
        lead={t('people.resetLead')}
        close={t('page.close')}
        open={reset !== null}
        onOpenChange={() => setReset(null)}
      >
        {reset !== null && <OneTimeLink link={reset.link} mailed={reset.mailed} />}
      </Sheet>
      {leaving !== null && (
        <DeletePerson
          person={leaving}
          others={people?.filter(({ id }) => id !== leaving.id) ?? []}
          onClose={() => setLeaving(null)}
          onDone={reload}
        />
      )}
    </>
  )
}
