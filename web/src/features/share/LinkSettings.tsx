import { Link2 } from 'lucide-react'
import type { DocumentId } from '@weft/shared/ids'
import type { Sharing } from '@weft/shared/api/sharing'
import { can } from '@weft/shared/roles'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LinkSetting, setLink } from '../../api/sharing.ts'
import { Button } from '../../ui/Button.tsx'
import { AccessRow } from './AccessRow.tsx'
import { dateValue, endOfDay, writeDate } from './linkDates.ts'
import { LinkPassword } from './LinkPassword.tsx'
import { orNull, roleOptionsOrNone } from './roleOptions.ts'
import type { Own } from './own.ts'
import styles from './share.module.css'
import type { Rights } from './useSharing.ts'

interface Props {
  document: DocumentId
  sharing: Sharing
  own: Own
  change: Rights['change']
}

/** What whoever has the address may do, until when, and whether it takes a password. */
export function LinkSettings({ document, sharing, own, change }: Props) {
  const { t, i18n } = useTranslation('share')
  const { role, expiresAt, hasPassword } = sharing.link
  const isOwner = can(sharing.role, 'share')
  const [openedAt] = useState(Date.now)

  const set = (next: Partial<LinkSetting>) =>
    change(
      () => setLink(document, { role, expiresAt, ...next }),
      (shown) => ({
        ...shown,
        link: {
          role: next.role === undefined ? role : next.role,
          expiresAt: next.expiresAt === undefined ? expiresAt : next.expiresAt,
          hasPassword: next.password === undefined ? hasPassword : next.password !== null,
        },
      }),
    )

  const said = [
    t(`link.${role ?? 'off'}`),
    role !== null &&
      expiresAt !== null &&
      t(expiresAt > openedAt ? 'link.ends' : 'link.ended', { date: writeDate(expiresAt, i18n.language) }),
    role !== null && hasPassword && t('link.withPassword'),
  ]

  return (
    <section className={styles['section']}>
      <AccessRow
        icon={<Link2 size={18} aria-hidden />}
        name={t('link.title')}
        label={t('link.role')}
        role={role ?? 'none'}
        options={roleOptionsOrNone(t)}
        // A link that has ended lets nobody in, whatever it lets them do: it begins anew.
        onChoose={
          isOwner
            ? (next) =>
                void set({
                  role: orNull(next),
                  ...(expiresAt !== null && expiresAt <= openedAt && { expiresAt: null }),
                })
            : null
        }
      />
      <p className={styles['hint']}>{said.filter(Boolean).join(' ')}</p>
      {isOwner && own.isGuest && role === 'editor' && (
        <div className={styles['note']}>
          <p>{t('link.guestNote')}</p>
          <Button look="quiet" onClick={() => void set({ role: 'viewer' })}>
            {t('link.guestFix')}
          </Button>
        </div>
      )}
      {isOwner && role !== null && (
        <details className={styles['more']}>
          <summary>{t('link.more')}</summary>
          <LinkEnd expiresAt={expiresAt} from={openedAt} onChoose={(end) => void set({ expiresAt: end })} />
          <LinkPassword hasPassword={hasPassword} onSet={(password) => set({ password })} />
        </details>
      )}
    </section>
  )
}

interface EndProps {
  expiresAt: number | null
  from: number
  onChoose: (end: number | null) => void
}

function LinkEnd({ expiresAt, from, onChoose }: EndProps) {
  const { t } = useTranslation('share')
  const written = expiresAt === null ? '' : dateValue(expiresAt)
  return (
    <div className={styles['line']}>
      <label className={styles['stacked']}>
        <span>{t('link.date')}</span>
        <input
          // What the server says is shown anew; what is half-typed is nobody's business yet.
          key={written}
          type="date"
          min={dateValue(from)}
          defaultValue={written}
          onChange={({ currentTarget }) => {
            const end = endOfDay(currentTarget.value)
            if (end !== null && end > Date.now() && end !== expiresAt) onChoose(end)
          }}
        />
      </label>
      {expiresAt !== null && (
        <Button look="quiet" onClick={() => onChoose(null)}>
          {t('link.noEnd')}
        </Button>
      )}
    </div>
  )
}
