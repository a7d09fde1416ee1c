import { Check, Link2, Send } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import styles from './share.module.css'

const SHOWN_FOR = 2500

/** The address of the document, to be copied, and on a phone to be sent by what the phone has for that. */
export function CopyLink() {
  const { t } = useTranslation('share')
  const [said, setSaid] = useState<'copied' | 'copyFailed' | null>(null)
  const address = window.location.origin + window.location.pathname
  const canSend = 'share' in navigator && window.matchMedia('(pointer: coarse)').matches

  useEffect(() => {
    if (said === null) return undefined
    const timer = setTimeout(() => setSaid(null), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [said])

  async function copy() {
    setSaid((await copyText(address)) ? 'copied' : 'copyFailed')
  }

  const Icon = said === 'copied' ? Check : Link2
  return (
    <div className={styles['copy']}>
      <input
        className={styles['address']}
        readOnly
        value={address}
        aria-label={t('dialog.address')}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button look="primary" data-first onClick={() => void copy()}>
        <Icon size={16} aria-hidden />
        <span aria-live="polite">{t(said === null ? 'dialog.copy' : `dialog.${said}`)}</span>
      </Button>
      {canSend && (
        <Button
          look="quiet"
          onClick={() => {
            // Turning away from the phone's sheet is no failure.
            navigator.share({ title: document.title, url: address }).catch(() => undefined)
          }}
        >
          <Send size={16} aria-hidden />
          {t('dialog.send')}
        </Button>
      )}
    </div>
  )
}
