import type { GroupRow, PersonRow } from '@weft/shared/api/administration'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteGroup, joinGroup, leaveGroup, renameGroup } from '../../api/administration.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import styles from './administration.module.css'

interface Props {
  group: GroupRow
  people: readonly PersonRow[]
  act: (work: () => Promise<unknown>) => Promise<void>
}

/** A group: who is in it, and what it is called. */
export function GroupEntry({ group, people, act }: Props) {
  const { t } = useTranslation('people')
  const [deleting, setDeleting] = useState(false)
  const { id, name, members } = group
  const others = people.filter((person) => !members.some((member) => member.id === person.id))
  return (
    <details className={styles['group']}>
      <summary>
        <bdi>{name}</bdi>
        <span>{t('groups.members', { count: members.length })}</span>
      </summary>
      <div className={styles['inside']}>
        <ul className={styles['members']} aria-label={name}>
          {members.map((member) => (
            <li key={member.id}>
              <bdi>{member.name}</bdi>
              <Button
                look="quiet"
                aria-label={t('groups.remove', { person: member.name, name })}
                onClick={() => void act(() => leaveGroup(id, member.id))}
              >
                <X size={14} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
        <Choice
          label={t('groups.addTo', { name })}
          value=""
          options={[
            { value: '', words: t('groups.choose') },
            ...others.map((person) => ({ value: person.id, words: person.name })),
          ]}
          onChoose={(person) => {
            if (person !== '') void act(() => joinGroup(id, person))
          }}
        />
        <Form
          submit={({ name: typed = '' }) => act(() => renameGroup(id, typed))}
          button={t('groups.rename')}
          look="outlined"
          explain={(error) => problemWords(error, t)}
        >
          <Field label={t('groups.name')} name="name" defaultValue={name} maxLength={40} required />
        </Form>
        <Button look="quiet" aria-label={t('groups.deleteName', { name })} onClick={() => setDeleting(true)}>
          {t('groups.delete')}
        </Button>
      </div>
      <Sheet
        title={t('groups.deleteName', { name })}
        lead={t('groups.deleteLead')}
        close={t('page.close')}
        open={deleting}
        onOpenChange={setDeleting}
      >
        <Button look="primary" onClick={() => void act(() => deleteGroup(id))}>
          {t('groups.delete')}
        </Button>
      </Sheet>
    </details>
  )
}
