import type { ReactNode } from 'react'
import styles from './Rows.module.css'

/** A list of things with something to do about each. `empty` invites while there is none. */
export function Rows({
  label,
  empty,
  children,
}: {
  label: string
  empty: string
  children: readonly ReactNode[]
}) {
  if (children.length === 0) return <p className={styles['empty']}>{empty}</p>
  return (
    <ul className={styles['rows']} aria-label={label}>
      {children}
    </ul>
  )
}

interface RowProps {
  title: ReactNode
  /** What else is known of it. */
  more?: ReactNode
  /** What stands before it. */
  sign?: ReactNode
  children?: ReactNode
}

export function Row({ title, more, sign, children }: RowProps) {
  return (
    <li className={styles['row']}>
      {sign}
      <span className={styles['what']}>
        <span className={styles['title']}>{title}</span>
        {more !== undefined && <span className={styles['more']}>{more}</span>}
      </span>
      {children}
    </li>
  )
}
