import { useTranslation } from 'react-i18next'
import { changePassword } from '../../api/account.ts'
import { loadMe } from '../../api/me.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Form } from '../../ui/Form.tsx'
import { Part } from '../../ui/PlainPage.tsx'
import { NewPasswordField, PresentPasswordField } from './PasswordField.tsx'

/** Another password, or the first one of who came from elsewhere. */
export function PasswordPart({ hasPassword }: { hasPassword: boolean }) {
  const { t } = useTranslation('people')
  return (
    <Part title={t('account.passwordTitle')} lead={t('account.passwordLead')}>
      <Form
        submit={({ current, password = '' }) => changePassword(current, password).then(loadMe)}
        button={t('account.passwordSet')}
        done={t('account.passwordDone')}
        look="outlined"
        explain={(error) => problemWords(error, t)}
      >
        {hasPassword && <PresentPasswordField />}
        <NewPasswordField />
      </Form>
    </Part>
  )
}
