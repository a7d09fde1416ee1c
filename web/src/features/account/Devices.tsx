import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endOtherSessions, endSession, listSessions } from '../../api/account.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { writeWhen } from '../../i18n/writeWhen.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { Button } from '../../ui/Button.tsx'
import { Part } from '../../ui/PlainPage.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import styles from './account.module.css'
import { deviceName } from './deviceName.ts'

/** Where one is signed in, and how to end that. */
export function Devices() {
  const { t, i18n } = useTranslation('people')
  const { value: sessions, error, reload } = useLoaded(listSessions)
  const [problem, setProblem] = useState<string | null>(null)
  const [now] = useState(Date.now)
  const act = (work: Promise<void>) =>
    work.then(reload).catch((failure: unknown) => setProblem(problemWords(failure, t)))

  return (
    <Part title={t('account.devices')}>
      <ProblemNote words={problem ?? (error === null ? null : problemWords(error, t))} />
      {sessions !== null && (
        <Rows label={t('account.devices')} empty="">
          {sessions.map(({ id, device, address, seenAt, isThis }) => {
            const name = t('account.device', { device: deviceName(device), address })
            return (
              <Row
                key={id}
                title={name}
                more={
                  isThis
                    ? t('account.deviceNow')
                    : t('account.deviceSeen', { when: writeWhen(seenAt, now, i18n.language) })
                }
              >
                {!isThis && (
                  <Button
                    look="quiet"
                    aria-label={t('account.endDeviceName', { device: name })}
                    onClick={() => void act(endSession(id))}
                  >
                    {t('account.endDevice')}
                  </Button>
                )}
              </Row>
            )
          })}
        </Rows>
      )}
      {sessions !== null && sessions.length > 1 && (
        <div className={styles['acts']}>
          <Button look="outlined" onClick={() => void act(endOtherSessions())}>
            {t('account.endOthers')}
          </Button>
        </div>
      )}
    </Part>
  )
}
