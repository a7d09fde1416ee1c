import type { GivenRole } from '@weft/shared/api/fields'
import type { Sharing } from '@weft/shared/api/sharing'
import type { DocumentId } from '@weft/shared/ids'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answerRequest } from '../../api/sharing.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { nameOfPerson } from './nameOfPerson.ts'
import { roleOptions } from './roleOptions.ts'
import styles from './share.module.css'
import type { Rights } from './useSharing.ts'

type Request = Sharing['requests'][number]

interface Props {
  document: DocumentId
  requests: readonly Request[]
  change: Rights['change']
}

/** Who has asked to be let in, to be answered. */
export function Requests({ document, requests, change }: Props) {
  const { t } = useTranslation('share')
  const answer = ({ person }: Request, role: GivenRole | null) =>
    void change(
      () => answerRequest(document, person.id, role),
      (shown) => ({ ...shown, requests: shown.requests.filter((one) => one.person.id !== person.id) }),
    )
  return (
    <section className={styles['requests']} aria-labelledby="requests">
      <h3 id="requests">{t('requests.title')}</h3>
      <ul>
        {requests.map((request) => (
          <li key={request.person.id}>
            <OneRequest request={request} onAnswer={(role) => answer(request, role)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface OneProps {
  request: Request
  /** Null turns it down. */
  onAnswer: (role: GivenRole | null) => void
}

function OneRequest({ request: { person, role: wanted, message }, onAnswer }: OneProps) {
  const { t } = useTranslation('share')
  const [role, setRole] = useState<GivenRole>(wanted)
  const name = nameOfPerson(person, null, t)
  return (
    <div className={styles['request']}>
      <Avatar name={person.name || name} color={person.color} />
      <div className={styles['who']}>
        <p>
          <bdi className={styles['name']}>{name}</bdi>{' '}
          <span className={styles['quiet']}>{t(`requests.wants_${wanted}`)}</span>
        </p>
        {message !== '' && <p className={styles['message']}>{message}</p>}
        <div className={styles['line']}>
          <Choice
            quiet
            label={t('requests.role', { name })}
            value={role}
            options={roleOptions(t)}
            onChoose={setRole}
          />
          <Button
            look="primary"
            aria-label={t('requests.grantName', { name })}
            onClick={() => onAnswer(role)}
          >
            {t('requests.grant')}
          </Button>
          <Button
            look="quiet"
            aria-label={t('requests.declineName', { name })}
            onClick={() => onAnswer(null)}
          >
            {t('requests.decline')}
          </Button>
        </div>
      </div>
    </div>
  )
}
