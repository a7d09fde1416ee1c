import { Tabs } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import styles from '../features/administration/administration.module.css'
import { AuditPart } from '../features/administration/AuditPart.tsx'
import { GroupsPart } from '../features/administration/GroupsPart.tsx'
import { PeoplePart } from '../features/administration/PeoplePart.tsx'
import { PolicyPart } from '../features/administration/PolicyPart.tsx'
import { Part, PlainPage } from '../ui/PlainPage.tsx'
import { useMe } from './useMe.ts'

const parts = [
  ['people', PeoplePart],
  ['groups', GroupsPart],
  ['policy', PolicyPart],
  ['audit', AuditPart],
] as const

/** What administrators look after. */
export function People() {
  const { t } = useTranslation('people')
  const { value: me } = useMe()
  const home = t('page.home')
  if (me === null) return <PlainPage title={t('people.title')} lead={t('page.loading')} home={home} />
  if (me.person?.isAdministrator !== true)
    return (
      <PlainPage
        title={t('people.notAdministrator')}
        lead={t('people.notAdministratorLead')}
        home={home}
        narrow
      >
        <Link href="/sign-in?next=/people">{t('signIn.title')}</Link>
      </PlainPage>
    )
  return (
    <PlainPage
      title={t('people.title')}
      home={home}
      aside={<Link href="/account">{t('account.title')}</Link>}
    >
      <Tabs.Root defaultValue="people">
        <Tabs.List className={styles['tabs']} aria-label={t('people.tabs')}>
          {parts.map(([name]) => (
            <Tabs.Trigger key={name} value={name}>
              {t(`people.${name}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {parts.map(([name, Content]) => (
          <Tabs.Content key={name} value={name}>
            <Part title={t(`people.${name}`)}>
              <Content />
            </Part>
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </PlainPage>
  )
}
