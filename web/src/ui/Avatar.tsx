import styles from './Avatar.module.css'
import { initialsOf } from './initials.ts'

/** A person as initials on their colour. The name itself is said elsewhere. */
export function Avatar({ name, color }: { name: string; color: string }) {
  return (
    <span
      aria-hidden
      className={styles['avatar']}
      data-initials={initialsOf(name)}
      style={{ '--person': color }}
    />
  )
}
