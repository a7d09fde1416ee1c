import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { signOut } from '../api/account.ts'
import { Refusal } from '../api/request.ts'
import styles from '../features/account/account.module.css'
import { ConfirmPassword } from '../features/account/ConfirmPassword.tsx'
import { Devices } from '../features/account/Devices.tsx'
import { Identities } from '../features/account/Identities.tsx'
import { OwnData } from '../features/account/OwnData.tsx'
import { Passkeys } from '../features/account/Passkeys.tsx'
import { PasswordPart } from '../features/account/PasswordPart.tsx'
import { Profile } from '../features/account/Profile.tsx'
import { SecondFactor } from '../features/account/SecondFactor.tsx'
import { Tokens } from '../features/account/Tokens.tsx'
import { problemWords } from '../i18n/people/problemWords.ts'
import { Button } from '../ui/Button.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { enter } from './enter.ts'
import { useMe } from './useMe.ts'

/** All about oneself: name, password, devices, keys, tokens, data. */
export function Account() {
  const { t } = useTranslation('people')
  const { value: me } = useMe()
  const home = t('page.home')
  if (me === null) return <PlainPage title={t('account.title')} lead={t('page.loading')} home={home} />
  const { person, providers } = me
  if (person === null || person.isGuest)
    return (
      <PlainPage title={t('account.guestTitle')} lead={t('account.guestLead')} home={home} narrow>
        <Link href="/sign-in?next=/account">{t('signIn.title')}</Link>
      </PlainPage>
    )
  const kind = new URLSearchParams(window.location.search).get('problem')
  const { hasPassword, hasSecondFactor, isAdministrator } = person
  const out = () => enter('/')
  const aside = (
    <div className={styles['acts']}>
      {isAdministrator && <Link href="/people">{t('account.people')}</Link>}
      <Button look="quiet" onClick={() => void signOut().finally(out)}>
        {t('account.signOut')}
      </Button>
    </div>
  )
  return (
    <PlainPage title={t('account.title')} home={home} aside={aside}>
      <ProblemNote words={kind === null ? null : problemWords(new Refusal(kind as Refusal['kind'], ''), t)} />
      <Profile person={person} />
      <PasswordPart hasPassword={hasPassword} />
      <ConfirmPassword>
        <SecondFactor isOn={hasSecondFactor} hasPassword={hasPassword} />
        <Passkeys />
        <Identities providers={providers} />
        <Devices />
        <Tokens />
      </ConfirmPassword>
      <OwnData hasPassword={hasPassword} onGone={out} />
    </PlainPage>
  )
}
