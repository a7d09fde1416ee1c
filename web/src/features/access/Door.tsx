import type { DocumentId } from '@weft/shared/ids'
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { passLink, roleIn } from '../../api/access.ts'
import { problemWords } from '../../i18n/share/problemWords.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import styles from './access.module.css'
import { AskForm } from './AskForm.tsx'
import { signInAddress } from './signInAddress.ts'

/** Whether somebody was let in is looked at so often. */
const LOOK_EVERY = 4000

interface Props {
  document: DocumentId
  introduce: () => Promise<void>
  /** One may be in the document now. */
  onOpen: () => void
}

/**
 * The ways into a document that does not open. The page is the same whether there is such a document or not, and so is what
 * the server answers.
 */
export function Door({ document, introduce, onOpen }: Props) {
  const { t } = useTranslation('share')
  const [asked, setAsked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const look = useEffectEvent(() => {
    if (!window.document.hidden) roleIn(document).then(onOpen, () => undefined)
  })
  useEffect(() => {
    if (!asked) return undefined
    const timer = setInterval(() => look(), LOOK_EVERY)
    return () => clearInterval(timer)
  }, [asked])

  async function pass(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = new FormData(event.currentTarget).get('password')
    if (typeof password !== 'string' || password === '') return
    setProblem(null)
    try {
      await passLink(document, password)
      onOpen()
    } catch (error) {
      setProblem(problemWords(error, t))
    }
  }

  return (
    <div className={styles['door']}>
      <section>
        <h2>{t('door.passwordTitle')}</h2>
        <form className={styles['form']} onSubmit={(event) => void pass(event)}>
          <div className={styles['line']}>
            <Field label={t('door.password')} name="password" type="password" required autoComplete="off" />
            <Button look="primary" type="submit">
              {t('door.open')}
            </Button>
          </div>
          <ProblemNote words={problem} />
        </form>
      </section>
      <section>
        <h2>{t('door.title')}</h2>
        <p>{t('door.lead')}</p>
        {!asked && (
          <AskForm document={document} wants={null} introduce={introduce} onSent={() => setAsked(true)} />
        )}
        <p aria-live="polite" className={styles['sent']}>
          {asked && t('door.sent')}
        </p>
      </section>
      <p>
        {t('door.account')} <Link href={signInAddress(document)}>{t('door.signIn')}</Link>
      </p>
    </div>
  )
}
