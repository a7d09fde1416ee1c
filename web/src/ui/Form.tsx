import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './Form.module.css'
import { ProblemNote } from './ProblemNote.tsx'

interface Props {
  /** What is done with the filled-in fields, by their names. */
  submit: (fields: Record<string, string>) => Promise<unknown>
  button: string
  /** Says why it did not work. */
  explain: (error: unknown) => string
  /** What is said when it did; left out where the page goes on. */
  done?: string
  look?: 'primary' | 'outlined'
  children?: ReactNode
}

/** Fields and one button. Enter sends them; why it did not work is said above the button, and nothing typed is lost. */
export function Form({ submit, button, explain, done, look = 'primary', children }: Props) {
  const [step, setStep] = useState<'idle' | 'sending' | 'done'>('idle')
  const [problem, setProblem] = useState<string | null>(null)

  async function send(form: HTMLFormElement) {
    if (step === 'sending') return
    setStep('sending')
    setProblem(null)
    const given = Array.from(new FormData(form), ([name, value]) => [
      name,
      typeof value === 'string' ? value : '',
    ])
    try {
      await submit(Object.fromEntries(given) as Record<string, string>)
      setStep('done')
    } catch (error) {
      setProblem(explain(error))
      setStep('idle')
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void send(event.currentTarget)
      }}
      onChange={() => setStep((now) => (now === 'done' ? 'idle' : now))}
    >
      {children}
      <ProblemNote words={problem} />
      <div className={styles['act']}>
        <Button look={look} type="submit" aria-disabled={step === 'sending'}>
          {button}
        </Button>
        <span aria-live="polite">{step === 'done' && done}</span>
      </div>
    </form>
  )
}
