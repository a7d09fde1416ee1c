import type { InvitationRow } from '@weft/shared/api/administration'
import { useTranslation } from 'react-i18next'
import { withdrawInvitation } from '../../api/administration.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import styles from './administration.module.css'
import { useProblem } from './useProblem.ts'

interface Props {
  invitations: readonly InvitationRow[]
  reload: () => Promise<unknown>
}

/** Invitations that nobody has used yet, to be taken back. Nothing is shown where there are none. */
export function Invitations({ invitations, reload }: Props) {
  const { t, i18n } = useTranslation('people')
  const { problem, act } = useProblem(reload)
  const whose = ({ email }: InvitationRow) => email ?? t('invitations.anybody')
  const about = ({ by, isAdministrator, expiresAt }: InvitationRow) =>
    [
      isAdministrator && t('people.administrator'),
      by !== null && t('invitations.by', { name: by }),
      t('invitations.until', { when: new Date(expiresAt).toLocaleDateString(i18n.language) }),
    ]
      .filter(Boolean)
      .join(' · ')
  if (invitations.length === 0) return null
  return (
    <section className={styles['invitations']} aria-labelledby="invitations">
      <h2 id="invitations">{t('invitations.title')}</h2>
      <ProblemNote words={problem} />
      <Rows label={t('invitations.title')} empty="">
        {invitations.map((invitation) => (
          <Row key={invitation.id} title={<bdi>{whose(invitation)}</bdi>} more={about(invitation)}>
            <Button
              look="quiet"
              aria-label={t('invitations.withdrawOf', { whose: whose(invitation) })}
              onClick={() => void act(() => withdrawInvitation(invitation.id))}
            >
              {t('invitations.withdraw')}
            </Button>
          </Row>
        ))}
      </Rows>
    </section>
  )
}
