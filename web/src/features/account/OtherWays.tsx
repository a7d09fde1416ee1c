import { startAuthentication } from '@simplewebauthn/browser'
import type { Me } from '@weft/shared/api/account'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginPasskeySignIn, signInByPasskey } from '../../api/account.ts'
import { Refusal } from '../../api/request.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import styles from './account.module.css'

interface Props {
  providers: Me['providers']
  /** The page to go to afterwards. */
  next: string
  onDone: () => void
}

/** What one can sign in with beside a password: a passkey, and other providers. */
export function OtherWays({ providers, next, onDone }: Props) {
  const { t } = useTranslation('people')
  const [problem, setProblem] = useState<string | null>(null)

  async function byPasskey() {
    setProblem(null)
    try {
      const { id, options } = await beginPasskeySignIn()
      const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON']
      await signInByPasskey(id, await startAuthentication({ optionsJSON }))
      onDone()
    } catch (error) {
      // Whoever turned away from the browser's question knows that.
      if (error instanceof Refusal) setProblem(problemWords(error, t))
    }
  }

  return (
    <div className={styles['ways']}>
      <p className={styles['or']}>{t('signIn.or')}</p>
      <Button look="quiet" className={styles['way']} onClick={() => void byPasskey()}>
        <KeyRound size={16} aria-hidden /> {t('signIn.passkey')}
      </Button>
      {providers.map(({ id, label }) => (
        <a
          key={id}
          className={styles['way']}
          href={`/api/openid/${encodeURIComponent(id)}?next=${encodeURIComponent(next)}`}
        >
          {t('signIn.with', { provider: label })}
        </a>
      ))}
      <ProblemNote words={problem} />
    </div>
  )
}
