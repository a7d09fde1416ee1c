import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { askForInvitation } from '../api/account.ts'
import styles from '../features/account/account.module.css'
import { MailForm } from '../features/account/MailForm.tsx'
import { NewAccountForm } from '../features/account/NewAccountForm.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { enter } from './enter.ts'
import { useMe } from './useMe.ts'

/** Making an account, as far as this server lets people do so by themselves. */
export function Register() {
  const { t } = useTranslation('people')
  const { value: me } = useMe()
  const page = { title: t('register.title'), home: t('page.home'), narrow: true }
  const after = (
    <div className={styles['after']}>
      <Link href="/sign-in">{t('register.signIn')}</Link>
    </div>
  )
  if (me === null) return <PlainPage {...page} lead={t('page.loading')} />
  if (me.needsSetup)
    return (
      <PlainPage {...page} lead={t('register.setup')}>
        {after}
      </PlainPage>
    )
  const byMail =
    me.canMail && (me.registration === 'open' || (me.registration === 'invite' && me.domains.length > 0))
  if (byMail)
    return (
      <PlainPage {...page} lead={t('register.mailLead')}>
        {me.registration === 'invite' && <p>{t('register.domains', { domains: me.domains.join(', ') })}</p>}
        <MailForm send={askForInvitation} />
        {after}
      </PlainPage>
    )
  if (me.registration !== 'open')
    return (
      <PlainPage {...page} lead={t('register.invitation')}>
        {after}
      </PlainPage>
    )
  return (
    <PlainPage {...page} lead={t('register.lead')}>
      <NewAccountForm token={null} email={null} onDone={() => enter('/')} />
      {after}
    </PlainPage>
  )
}
