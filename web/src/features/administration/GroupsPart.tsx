import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { listGroups, listPeople, makeGroup } from '../../api/administration.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { GroupEntry } from './GroupEntry.tsx'
import { useProblem } from './useProblem.ts'

/** Groups of members, which are given rights together. */
export function GroupsPart() {
  const { t } = useTranslation('people')
  const load = useCallback(async () => {
    const [groups, people] = await Promise.all([listGroups(), listPeople()])
    return { groups, people }
  }, [])
  const { value, error, reload } = useLoaded(load)
  const { problem, act } = useProblem(reload)
  return (
    <>
      <p>{t('groups.lead')}</p>
      <ProblemNote words={problem ?? (error === null ? null : problemWords(error, t))} />
      {value?.groups.length === 0 && <p>{t('groups.none')}</p>}
      {value?.groups.map((group) => (
        <GroupEntry key={group.id} group={group} people={value.people} act={act} />
      ))}
      <Form
        submit={({ name = '' }) => makeGroup(name).then(reload)}
        button={t('groups.make')}
        look="outlined"
        explain={(failure) => problemWords(failure, t)}
      >
        <Field key={value?.groups.length} label={t('groups.new')} name="name" maxLength={40} required />
      </Form>
    </>
  )
}
