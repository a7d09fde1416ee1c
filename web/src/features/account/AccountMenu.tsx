import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { signOut } from '../../api/account.ts'
import { loadMe } from '../../api/me.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'

/** Who one is on this server, and the ways to one's account, or to one. */
export function AccountMenu({ go }: { go: (path: string) => void }) {
  const { t } = useTranslation('people')
  const { value: me } = useLoaded(loadMe)
  if (me === null) return null
  const { person, registration, domains, needsSetup } = me
  if (person === null || person.isGuest)
    return (
      <>
        {!needsSetup && <Link href="/sign-in">{t('menu.signIn')}</Link>}
        {!needsSetup && (registration === 'open' || domains.length > 0) && (
          <Link href="/register">{t('menu.register')}</Link>
        )}
      </>
    )
  const out = () => void signOut().finally(() => window.location.assign('/'))
  const items = [
    { words: t('menu.account'), act: () => go('/account') },
    ...(person.isAdministrator ? [{ words: t('account.people'), act: () => go('/people') }] : []),
    { words: t('account.signOut'), act: out },
  ]
  return (
    <Menu items={items}>
      <Button look="quiet" aria-label={t('menu.label', { name: person.name })}>
        <Avatar name={person.name} color={person.color} />
      </Button>
    </Menu>
  )
}
