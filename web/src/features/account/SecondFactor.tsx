import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginSecondFactor, confirmSecondFactor, endSecondFactor } from '../../api/account.ts'
import { loadMe } from '../../api/me.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Part } from '../../ui/PlainPage.tsx'
import styles from './account.module.css'
import { useConfirmed } from './confirmed.ts'
import { PresentPasswordField } from './PasswordField.tsx'
import { QrCode } from './QrCode.tsx'

/** A code of an authenticator after the password: turned on and off here. */
export function SecondFactor({ isOn, hasPassword }: { isOn: boolean; hasPassword: boolean }) {
  const { t } = useTranslation('people')
  const confirmed = useConfirmed()
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const explain = (error: unknown) => problemWords(error, t)

  async function confirm({ code = '' }: Record<string, string>) {
    setCodes(await confirmSecondFactor(code))
    setBegun(null)
    await loadMe()
  }

  return (
    <Part title={t('account.factor')} lead={isOn ? t('account.factorOn') : t('account.factorOff')}>
      {codes !== null && (
        <div aria-live="polite">
          <p>{t('account.factorCodes')}</p>
          <ul className={styles['codes']}>
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </div>
      )}
      {isOn ? (
        <Form
          submit={({ current }) => endSecondFactor(current).then(loadMe)}
          button={t('account.factorEnd')}
          look="outlined"
          explain={explain}
        >
          {hasPassword && <PresentPasswordField />}
        </Form>
      ) : begun === null ? (
        <Form
          submit={async () => setBegun(await confirmed(beginSecondFactor))}
          button={t('account.factorBegin')}
          look="outlined"
          explain={explain}
        />
      ) : (
        <Form submit={confirm} button={t('account.factorConfirm')} explain={explain}>
          <p>{t('account.factorScan')}</p>
          <QrCode text={begun.uri} label={t('account.factorQr')} className={styles['qr']} />
          <p>
            {t('account.factorSecret')}: <span className={styles['secret']}>{begun.secret}</span>
          </p>
          <Field
            label={t('field.code')}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            required
          />
        </Form>
      )}
    </Part>
  )
}
