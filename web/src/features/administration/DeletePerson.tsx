import type { PersonRow } from '@weft/shared/api/administration'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deletePerson } from '../../api/administration.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Form } from '../../ui/Form.tsx'
import { Sheet } from '../../ui/Sheet.tsx'

interface Props {
  person: PersonRow
  /** Who may get the documents. */
  others: readonly PersonRow[]
  onClose: () => void
  onDone: () => Promise<void>
}

/** Takes an account away, and says who gets what it owned. */
export function DeletePerson({ person, others, onClose, onDone }: Props) {
  const { t } = useTranslation('people')
  const [heir, setHeir] = useState('')
  const { id, name } = person

  async function submit() {
    await deletePerson(id, heir === '' ? null : heir)
    await onDone()
    onClose()
  }

  return (
    <Sheet
      title={t('people.deleteTitle', { name })}
      lead={t('people.deleteLead', { name })}
      close={t('page.close')}
      open
      onOpenChange={onClose}
    >
      <Form submit={submit} button={t('people.deleteButton')} explain={(error) => problemWords(error, t)}>
        <Choice
          label={t('people.heir')}
          value={heir}
          options={[
            { value: '', words: t('people.noHeir') },
            ...others.map((other) => ({ value: other.id, words: `${other.name} (${other.email ?? ''})` })),
          ]}
          onChoose={setHeir}
        />
      </Form>
    </Sheet>
  )
}
