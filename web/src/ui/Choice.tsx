import { type ComponentProps, useId } from 'react'
import styles from './Choice.module.css'

interface Props<T extends string> extends Omit<
  ComponentProps<'select'>,
  'id' | 'value' | 'onChange' | 'children'
> {
  label: string
  /** Whether the label is only for screen readers, where the place says what it is about. */
  quiet?: boolean
  value: T
  options: readonly { value: T; words: string }[]
  onChoose: (value: T) => void
}

/** One of a few. The browser's own list: every keyboard, phone and screen reader knows it. */
export function Choice<T extends string>({
  label,
  quiet = false,
  value,
  options,
  onChoose,
  ...rest
}: Props<T>) {
  const id = useId()
  return (
    <div className={styles['choice']} data-quiet={quiet || undefined}>
      <label htmlFor={id} className={quiet ? 'visuallyHidden' : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value)
          if (chosen !== undefined) onChoose(chosen.value)
        }}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  )
}
