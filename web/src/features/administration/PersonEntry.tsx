import type { PersonRow } from '@weft/shared/api/administration'
import { Ellipsis } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { writeWhen } from '../../i18n/writeWhen.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { Row } from '../../ui/Rows.tsx'
import styles from './administration.module.css'

/** One member, and what can be done about them. */
export function PersonEntry({
  person,
  now,
  items,
}: {
  person: PersonRow
  now: number
  items: readonly MenuItem[]
}) {
  const { t, i18n } = useTranslation('people')
  const { name, color, email, documents, seenAt, isAdministrator, isSuspended } = person
  const more = [
    email,
    t('people.documents', { count: documents }),
    seenAt !== null && t('people.seen', { when: writeWhen(seenAt, now, i18n.language) }),
  ]
  return (
    <Row
      sign={<Avatar name={name} color={color} />}
      title={
        <>
          <bdi>{name}</bdi>
          {isAdministrator && <span className={styles['tag']}>{t('people.administrator')}</span>}
          {isSuspended && (
            <span className={styles['tag']} data-bad>
              {t('people.suspended')}
            </span>
          )}
        </>
      }
      more={more.filter(Boolean).join(' · ')}
    >
      <Menu items={items}>
        <Button look="quiet" aria-label={t('people.actions', { name })}>
          <Ellipsis size={18} aria-hidden />
        </Button>
      </Menu>
    </Row>
  )
}
