import styles from './ProblemNote.module.css'

/** Why something did not work, in words; read out as soon as it is there. */
export function ProblemNote({ words }: { words: string | null }) {
  return (
    <div role="alert" className={styles['place']}>
      {words !== null && <p className={styles['note']}>{words}</p>}
    </div>
  )
}
