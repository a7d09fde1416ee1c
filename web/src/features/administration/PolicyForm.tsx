import type { Settings } from '@weft/shared/api/administration'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'

interface Props {
  settings: Settings
  canMail: boolean
  save: (change: Partial<Settings>) => Promise<void>
}

/** Registration, domains and guests. */
export function PolicyForm({ settings, canMail, save }: Props) {
  const { t } = useTranslation('people')
  const [registration, setRegistration] = useState(settings.registration)
  const [guests, setGuests] = useState<'on' | 'off'>(settings.guests ? 'on' : 'off')
  const submit = ({ domains = '' }: Record<string, string>) =>
    save({
      registration,
      guests: guests === 'on',
      ...(canMail && { domains: domains.split(/[\s,，、]+/).filter((domain) => domain !== '') }),
    })
  return (
    <Form
      submit={submit}
      button={t('account.save')}
      done={t('policy.saved')}
      explain={(error) => problemWords(error, t)}
    >
      <Choice
        label={t('policy.registration')}
        value={registration}
        options={(['open', 'invite', 'closed'] as const).map((value) => ({
          value,
          words: t(`policy.registration_${value}`),
        }))}
        onChoose={setRegistration}
      />
      <Field
        label={t('policy.domains')}
        hint={t(canMail ? 'policy.domainsHint' : 'policy.domainsNoMail')}
        name="domains"
        defaultValue={settings.domains.join(', ')}
        disabled={!canMail}
      />
      <Choice
        label={t('policy.guests')}
        value={guests}
        options={(['on', 'off'] as const).map((value) => ({ value, words: t(`policy.guests_${value}`) }))}
        onChoose={setGuests}
      />
    </Form>
  )
}
