import { type GivenRole, givenRole } from '@weft/shared/api/fields'
import type { DocumentId } from '@weft/shared/ids'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askForAccess } from '../../api/access.ts'
import { problemWords } from '../../i18n/share/problemWords.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import styles from './access.module.css'

const LONGEST = 500

interface Props {
  document: DocumentId
  /** What is asked for; null lets the person choose. */
  wants: GivenRole | null
  /** Lets the server know what a guest is called. */
  introduce: () => Promise<void>
  onSent: () => void
}

/** Asks the owners of a document to be let in, or to be let do more, with a word of one's own. */
export function AskForm({ document, wants, introduce, onSent }: Props) {
  const { t } = useTranslation('share')
  const message = useId()
  const [wanted, setWanted] = useState<GivenRole>(wants ?? 'editor')
  const [step, setStep] = useState<'idle' | 'sending'>('idle')
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (step === 'sending') return
    const written = new FormData(event.currentTarget).get('message')
    setStep('sending')
    setProblem(null)
    try {
      await introduce()
      await askForAccess(document, wanted, typeof written === 'string' ? written.trim() : '')
      onSent()
    } catch (error) {
      setProblem(problemWords(error, t))
    }
    setStep('idle')
  }

  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      {wants === null && (
        <Choice
          label={t('ask.role')}
          value={wanted}
          options={givenRole.options.map((value) => ({ value, words: t(`ask.${value}`) }))}
          onChoose={setWanted}
        />
      )}
      <div className={styles['message']}>
        <label htmlFor={message}>{t('ask.message')}</label>
        <textarea id={message} name="message" rows={2} maxLength={LONGEST} />
      </div>
      <ProblemNote words={problem} />
      <Button look="primary" type="submit" aria-disabled={step === 'sending'}>
        {t('ask.send')}
      </Button>
    </form>
  )
}
