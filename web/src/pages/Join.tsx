import type { LinkSeen } from '@weft/shared/api/account'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lookAtLink, resetPassword } from '../api/account.ts'
import { loadMe } from '../api/me.ts'
import { NewAccountForm } from '../features/account/NewAccountForm.tsx'
import { NewPasswordField } from '../features/account/PasswordField.tsx'
import { problemWords } from '../i18n/people/problemWords.ts'
import { useLoaded } from '../state/useLoaded.ts'
import { Form } from '../ui/Form.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { enter } from './enter.ts'

/** What a one-time link opens. Its secret stands behind the `#`, which browsers send to nobody, and leaves the address at once. */
export function Join() {
  const { t } = useTranslation('people')
  const [token] = useState(() => window.location.hash.slice(1))
  useEffect(() => window.history.replaceState(null, '', '/join'), [])
  const { value: link, error } = useLoaded(useCallback(() => lookAtLink(token), [token]))
  const page = { home: t('page.home'), narrow: true }

  if (error !== null)
    return <PlainPage {...page} title={t('join.expiredTitle')} lead={t('join.expiredLead')} />
  if (link === null) return <PlainPage {...page} title={t('page.loading')} />
  if (link.kind === 'reset') return <Reset token={token} link={link} />
  const { kind, email } = link
  return (
    <PlainPage {...page} title={t(`join.${kind}Title`)} lead={t(`join.${kind}Lead`)}>
      <NewAccountForm token={token} email={email} onDone={() => enter(kind === 'setup' ? '/people' : '/')} />
    </PlainPage>
  )
}

/** With a second factor, the new password alone does not sign in. */
async function goOn() {
  const { person } = await loadMe()
  enter(person === null || person.isGuest ? '/sign-in' : '/')
}

function Reset({ token, link: { email, name } }: { token: string; link: LinkSeen }) {
  const { t } = useTranslation('people')
  const who = email ?? name ?? ''
  return (
    <PlainPage title={t('join.resetTitle')} lead={t('join.resetLead', { who })} home={t('page.home')} narrow>
      <Form
        submit={({ password = '' }) => resetPassword(token, password).then(goOn)}
        button={t('join.resetButton')}
        explain={(error) => problemWords(error, t)}
      >
        <input type="hidden" name="username" autoComplete="username" defaultValue={who} />
        <NewPasswordField />
      </Form>
    </PlainPage>
  )
}
