import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import styles from './EndedNotice.module.css'

/** Says that the server closed the document for good, and lets the person take the text along. */
export function EndedNotice({ readText }: { readText: () => string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  return (
    <div role="alert" className={styles['notice']}>
      <p>
        <strong>{t('ended.title')}</strong> {t('ended.lead')}
      </p>
      <Button look="primary" onClick={() => void copyText(readText()).then(setCopied)}>
        {copied ? t('ended.copied') : t('ended.copy')}
      </Button>
      <Button look="quiet" onClick={() => window.location.reload()}>
        {t('ended.reload')}
      </Button>
    </div>
  )
}
