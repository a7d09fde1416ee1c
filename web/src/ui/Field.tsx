import { type ComponentProps, type ReactNode, useId } from 'react'
import styles from './Field.module.css'

interface Props extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  /** What helps to fill it in; read out with the field. */
  hint?: ReactNode
}

/** One line to fill in, with its label over it. */
export function Field({ label, hint, className, ...rest }: Props) {
  const id = useId()
  const hintId = useId()
  return (
    <div className={[styles['field'], className].filter(Boolean).join(' ')}>
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-describedby={hint === undefined ? undefined : hintId} {...rest} />
      {hint !== undefined && (
        <p id={hintId} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  )
}
