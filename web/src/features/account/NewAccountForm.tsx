import { LONGEST_NAME } from '@weft/shared/personName'
import { useTranslation } from 'react-i18next'
import { register } from '../../api/account.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Field } from '../../ui/Field.tsx'
import { focusWhenShown } from '../../ui/focusWhenShown.ts'
import { Form } from '../../ui/Form.tsx'
import { NewPasswordField } from './PasswordField.tsx'

interface Props {
  /** Of an invitation, or of the link that makes the first administrator. */
  token: string | null
  /** For whom the invitation is, if it is for one only. */
  email: string | null
  onDone: () => void
}

/** Makes an account. */
export function NewAccountForm({ token, email, onDone }: Props) {
  const { t } = useTranslation('people')

  async function submit({ name = '', email: typed = '', password = '' }: Record<string, string>) {
    await register({ name, email: typed, password, ...(token !== null && { token }) })
    onDone()
  }

  return (
    <Form submit={submit} button={t('register.button')} explain={(error) => problemWords(error, t)}>
      <Field
        ref={focusWhenShown}
        label={t('field.name')}
        name="name"
        autoComplete="name"
        maxLength={LONGEST_NAME}
        required
      />
      <Field
        label={t('field.email')}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email ?? ''}
        readOnly={email !== null}
        required
      />
      <NewPasswordField />
    </Form>
  )
}
