import type { ReactNode } from 'react'
import { Logo } from './Logo.tsx'
import styles from './Notice.module.css'

interface Props {
  title: string
  lead: string
  children: ReactNode
}

/** A page that says one thing and offers what to do about it. */
export function Notice({ title, lead, children }: Props) {
  return (
    <main className={styles['notice']}>
      <span className={styles['mark']}>
        <Logo size={40} />
      </span>
      <h1>{title}</h1>
      <p>{lead}</p>
      {children}
    </main>
  )
}
