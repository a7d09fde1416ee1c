import type { DocumentId } from '@weft/shared/ids'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type * as Y from 'yjs'
import { roleIn } from '../../api/access.ts'
import { problemWords } from '../../i18n/share/problemWords.ts'
import { copyDocument } from '../../session/copyDocument.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import styles from './access.module.css'
import type { Loss } from './lossOf.ts'
import { signInAddress } from './signInAddress.ts'

interface Props {
  document: DocumentId
  loss: Loss
  doc: Y.Doc
  readText: () => string
  /** Goes on with the document, once one may be there again. */
  onBack: () => void
  /** Everything that stands here is kept as another document. */
  onKept: () => void
}

/** Says calmly that one may not write or be here any more, and lets the person take along what they see. */
export function RightsLost({ document, loss, doc, readText, onBack, onKept }: Props) {
  const { t } = useTranslation('share')
  const [, go] = useLocation()
  const [copied, setCopied] = useState(false)
  const [keeping, setKeeping] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function keep() {
    if (keeping) return
    setKeeping(true)
    setProblem(null)
    try {
      const copy = await copyDocument(doc)
      onKept()
      go(`/d/${copy}`)
    } catch {
      setProblem(t('lost.keepFailed'))
      setKeeping(false)
    }
  }

  async function comeBack() {
    setProblem(null)
    try {
      await roleIn(document)
      onBack()
    } catch (error) {
      setProblem(problemWords(error, t))
    }
  }

  // Who has signed in in another tab finds the page as it was, and going on.
  const onFocus = useEffectEvent(() => {
    if (loss === 'signedOut') void comeBack()
  })
  useEffect(() => {
    const look = () => onFocus()
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [])

  return (
    <div role="alert" className={styles['lost']}>
      <p>
        <strong>{t(`lost.${loss}Title`)}</strong> {t(`lost.${loss}Lead`)}
      </p>
      <div className={styles['acts']}>
        {loss === 'signedOut' ? (
          <a className={styles['primaryLink']} href={signInAddress(document)} target="_blank" rel="noopener">
            {t('lost.signIn')}
          </a>
        ) : (
          <Button look="primary" aria-disabled={keeping} onClick={() => void keep()}>
            {keeping ? t('lost.keeping') : t('lost.keep')}
          </Button>
        )}
        <Button look="quiet" onClick={() => void copyText(readText()).then(setCopied)}>
          {copied ? t('lost.copied') : t('lost.copy')}
        </Button>
        {loss !== 'demoted' && (
          <Button look="quiet" onClick={() => void comeBack()}>
            {t('lost.retry')}
          </Button>
        )}
      </div>
      <ProblemNote words={problem} />
    </div>
  )
}
