import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import { Logo } from './Logo.tsx'
import styles from './PlainPage.module.css'

interface Props {
  title: string
  lead?: ReactNode
  /** What the way home is called. */
  home: string
  /** Narrow for a page with one thing to fill in. */
  narrow?: boolean
  /** What stands at the right of the bar. */
  aside?: ReactNode
  children?: ReactNode
}

/** A page beside the documents: the way home, a title, and what it is about. */
export function PlainPage({ title, lead, home, narrow = false, aside, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Weft`
  }, [title])
  return (
    <div className={styles['page']} data-narrow={narrow || undefined}>
      <header className={styles['top']}>
        <Link href="/" className={styles['home']} aria-label={home}>
          <Logo size={28} />
        </Link>
        {aside}
      </header>
      <main>
        <h1>{title}</h1>
        {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
        {children}
      </main>
    </div>
  )
}

/** A part of such a page, under a title of its own. */
export function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className={styles['part']} aria-label={title}>
      <h2>{title}</h2>
      {lead !== undefined && <p className={styles['quiet']}>{lead}</p>}
      {children}
    </section>
  )
}
