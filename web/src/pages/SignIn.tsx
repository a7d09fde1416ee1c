import { returnPath } from '@weft/shared/returnPath'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { forgotPassword } from '../api/account.ts'
import { Refusal } from '../api/request.ts'
import styles from '../features/account/account.module.css'
import { MailForm } from '../features/account/MailForm.tsx'
import { OtherWays } from '../features/account/OtherWays.tsx'
import { SignInForm } from '../features/account/SignInForm.tsx'
import { problemWords } from '../i18n/people/problemWords.ts'
import { Button } from '../ui/Button.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { enter } from './enter.ts'
import { useMe } from './useMe.ts'

/** Signing in, in all the ways that this server knows. */
export function SignIn() {
  const { t } = useTranslation('people')
  const { value: me } = useMe()
  const [forgot, setForgot] = useState(false)
  const query = new URLSearchParams(window.location.search)
  const next = returnPath(query.get('next'))
  const kind = query.get('problem')
  // What another provider's answer came to, in words of ours only.
  const problem = kind === null ? null : problemWords(new Refusal(kind as Refusal['kind'], ''), t)

  if (forgot)
    return (
      <PlainPage title={t('mail.forgottenTitle')} lead={t('mail.forgottenLead')} home={t('page.home')} narrow>
        <MailForm send={forgotPassword} />
      </PlainPage>
    )
  return (
    <PlainPage title={t('signIn.title')} lead={t('signIn.lead')} home={t('page.home')} narrow>
      <ProblemNote words={problem} />
      <SignInForm onDone={() => enter(next)} />
      <OtherWays providers={me?.providers ?? []} next={next} onDone={() => enter(next)} />
      <div className={styles['after']}>
        {me?.canMail === true ? (
          <Button look="quiet" onClick={() => setForgot(true)}>
            {t('signIn.forgotten')}
          </Button>
        ) : (
          <p>{t('signIn.forgottenNoMail')}</p>
        )}
        <Link href="/register">{t('signIn.register')}</Link>
      </div>
    </PlainPage>
  )
}
