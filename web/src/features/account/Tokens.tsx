import type { ApiToken } from '@weft/shared/api/account'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endToken, listTokens, makeToken } from '../../api/account.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { writeWhen } from '../../i18n/writeWhen.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { OneTimeText } from '../../ui/OneTimeText.tsx'
import { Part } from '../../ui/PlainPage.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import styles from './account.module.css'
import { useConfirmed } from './confirmed.ts'

const lifetimes = { '30': 30, '365': 365, never: null } as const
type Lifetime = keyof typeof lifetimes

/** Tokens for programs and stock clients. */
export function Tokens() {
  const { t, i18n } = useTranslation('people')
  const confirmed = useConfirmed()
  const { value: tokens, reload } = useLoaded(listTokens)
  const [scope, setScope] = useState<ApiToken['scope']>('write')
  const [days, setDays] = useState<Lifetime>('365')
  const [made, setMade] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [now] = useState(Date.now)

  async function make({ name = '' }: Record<string, string>) {
    const { token } = await confirmed(() => makeToken({ name, scope, days: lifetimes[days] }))
    setMade(token)
    await reload()
  }
  const about = ({ scope: may, expiresAt, usedAt }: ApiToken) =>
    [
      t(`account.scope_${may}`),
      expiresAt !== null &&
        t('account.tokenUntil', { when: new Date(expiresAt).toLocaleDateString(i18n.language) }),
      usedAt === null
        ? t('account.tokenUnused')
        : t('account.tokenUsed', { when: writeWhen(usedAt, now, i18n.language) }),
    ]
      .filter(Boolean)
      .join(' · ')

  return (
    <Part title={t('account.tokens')} lead={t('account.tokensLead')}>
      <ProblemNote words={problem} />
      {tokens !== null && (
        <Rows label={t('account.tokens')} empty={t('account.tokensNone')}>
          {tokens.map((token) => (
            <Row key={token.id} title={<bdi>{token.name}</bdi>} more={about(token)}>
              <Button
                look="quiet"
                aria-label={t('account.endTokenName', { name: token.name })}
                onClick={() =>
                  void endToken(token.id)
                    .then(reload)
                    .catch((error: unknown) => setProblem(problemWords(error, t)))
                }
              >
                {t('account.endToken')}
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      {made !== null && (
        <div aria-live="polite">
          <p>{t('account.tokenMade')}</p>
          <OneTimeText
            label={t('account.tokens')}
            text={made}
            words={{ copy: t('page.copy'), copied: t('page.copied'), failed: t('page.copyFailed') }}
          />
        </div>
      )}
      <Form
        submit={make}
        button={t('account.makeToken')}
        look="outlined"
        explain={(error) => problemWords(error, t)}
      >
        <div className={styles['fields']}>
          <Field label={t('account.tokenName')} name="name" maxLength={100} required />
          <Choice
            label={t('account.tokenScope')}
            value={scope}
            options={(['write', 'read'] as const).map((value) => ({
              value,
              words: t(`account.scope_${value}`),
            }))}
            onChoose={setScope}
          />
          <Choice
            label={t('account.tokenDays')}
            value={days}
            options={(['30', '365', 'never'] as const).map((value) => ({
              value,
              words: t(`account.days_${value}`),
            }))}
            onChoose={setDays}
          />
        </div>
      </Form>
    </Part>
  )
}
