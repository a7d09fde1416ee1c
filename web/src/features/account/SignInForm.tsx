import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn } from '../../api/account.ts'
import { Refusal } from '../../api/request.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Field } from '../../ui/Field.tsx'
import { focusWhenShown } from '../../ui/focusWhenShown.ts'
import { Form } from '../../ui/Form.tsx'

/** Address and password, and the code of an authenticator where one is asked for. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('people')
  const [needsCode, setNeedsCode] = useState(false)

  async function submit({ email = '', password = '', code }: Record<string, string>) {
    try {
      await signIn(email, password, code)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'codeNeeded') throw error
      return setNeedsCode(true)
    }
    onDone()
  }

  return (
    <Form submit={submit} button={t('signIn.button')} explain={(error) => problemWords(error, t)}>
      <Field
        ref={focusWhenShown}
        label={t('field.email')}
        name="email"
        type="email"
        autoComplete="username"
        required
      />
      <Field
        label={t('field.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      {needsCode && (
        <Field
          ref={focusWhenShown}
          label={t('field.code')}
          hint={t('field.codeHint')}
          name="code"
          autoComplete="one-time-code"
          required
        />
      )}
    </Form>
  )
}
