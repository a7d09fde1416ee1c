import styles from './Opening.module.css'

/** The shape of a page whose text is on its way. Nobody can write into it. */
export function Opening() {
  return (
    <div className={styles['opening']} aria-hidden>
      <span />
      <span />
      <span />
      <span />
    </div>
  )
}
