import type { Me } from '@weft/shared/api/account'
import { LONGEST_NAME } from '@weft/shared/personName'
import { useTranslation } from 'react-i18next'
import { loadMe } from '../../api/me.ts'
import { renameMe } from '../../api/renameMe.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Part } from '../../ui/PlainPage.tsx'

/** One's name, and as whom one is signed in. */
export function Profile({ person }: { person: NonNullable<Me['person']> }) {
  const { t } = useTranslation('people')
  const { name, email } = person
  return (
    <Part title={t('account.profile')} {...(email !== null && { lead: t('account.email', { email }) })}>
      <Form
        submit={({ name: typed = '' }) => renameMe(typed).then(loadMe)}
        button={t('account.save')}
        done={t('account.saved')}
        look="outlined"
        explain={(error) => problemWords(error, t)}
      >
        <Field
          label={t('field.name')}
          name="name"
          defaultValue={name}
          autoComplete="name"
          maxLength={LONGEST_NAME}
          required
        />
      </Form>
    </Part>
  )
}
