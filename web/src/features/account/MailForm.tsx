import { useTranslation } from 'react-i18next'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Field } from '../../ui/Field.tsx'
import { focusWhenShown } from '../../ui/focusWhenShown.ts'
import { Form } from '../../ui/Form.tsx'

/** Asks for a link by mail; it is said alike whether the address gets one. */
export function MailForm({ send }: { send: (email: string) => Promise<void> }) {
  const { t } = useTranslation('people')
  return (
    <Form
      submit={({ email = '' }) => send(email)}
      button={t('mail.send')}
      done={t('mail.sent')}
      explain={(error) => problemWords(error, t)}
    >
      <Field
        ref={focusWhenShown}
        label={t('field.email')}
        name="email"
        type="email"
        autoComplete="email"
        required
      />
    </Form>
  )
}
