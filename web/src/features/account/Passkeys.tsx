import { startRegistration } from '@simplewebauthn/browser'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPasskey, beginPasskey, listPasskeys, removePasskey } from '../../api/account.ts'
import { Refusal } from '../../api/request.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { writeWhen } from '../../i18n/writeWhen.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { Button } from '../../ui/Button.tsx'
import { Part } from '../../ui/PlainPage.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import styles from './account.module.css'
import { useConfirmed } from './confirmed.ts'
import { deviceName } from './deviceName.ts'

/** The keys of one's devices. */
export function Passkeys() {
  const { t, i18n } = useTranslation('people')
  const confirmed = useConfirmed()
  const { value: passkeys, reload } = useLoaded(listPasskeys)
  const [problem, setProblem] = useState<string | null>(null)
  const [now] = useState(Date.now)

  async function add() {
    setProblem(null)
    try {
      const { id, options } = await confirmed(beginPasskey)
      const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON']
      await addPasskey(id, await startRegistration({ optionsJSON }), deviceName(navigator.userAgent))
      await reload()
    } catch (error) {
      setProblem(error instanceof Refusal ? problemWords(error, t) : t('account.passkeyFailed'))
    }
  }

  return (
    <Part title={t('account.passkeys')} lead={t('account.passkeysLead')}>
      {passkeys !== null && (
        <Rows label={t('account.passkeys')} empty={t('account.passkeysNone')}>
          {passkeys.map(({ id, name, createdAt, usedAt }) => (
            <Row
              key={id}
              title={<bdi>{name}</bdi>}
              more={t('account.deviceSeen', { when: writeWhen(usedAt ?? createdAt, now, i18n.language) })}
            >
              <Button
                look="quiet"
                aria-label={t('account.removePasskeyName', { name })}
                onClick={() =>
                  void removePasskey(id)
                    .then(reload)
                    .catch((error: unknown) => setProblem(problemWords(error, t)))
                }
              >
                {t('account.removePasskey')}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      <ProblemNote words={problem} />
      <div className={styles['acts']}>
        <Button look="outlined" onClick={() => void add()}>
          {t('account.addPasskey')}
        </Button>
      </div>
    </Part>
  )
}
