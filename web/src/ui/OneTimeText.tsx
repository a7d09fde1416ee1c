import { useState } from 'react'
import { Button } from './Button.tsx'
import { copyText } from './copyText.ts'
import styles from './OneTimeText.module.css'

interface Props {
  label: string
  text: string
  words: { copy: string; copied: string; failed: string }
}

/** Something that is shown this once, to be taken along. */
export function OneTimeText({ label, text, words }: Props) {
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null)
  return (
    <div className={styles['line']}>
      <input
        readOnly
        aria-label={label}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        spellCheck={false}
      />
      <Button
        look="primary"
        onClick={() => void copyText(text).then((done) => setSaid(done ? 'copied' : 'failed'))}
      >
        <span aria-live="polite">{words[said ?? 'copy']}</span>
      </Button>
    </div>
  )
}
