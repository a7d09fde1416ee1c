import { Check, Link2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import styles from './ShareButton.module.css'

const SHOWN_FOR = 2500

/** Gives the address of the document away: by the phone's own sheet, or over the clipboard. */
export function ShareButton() {
  const { t } = useTranslation()
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null)

  useEffect(() => {
    if (said === null) return undefined
    const timer = setTimeout(() => setSaid(null), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [said])

  async function share() {
    const address = window.location.origin + window.location.pathname
    if ('share' in navigator && window.matchMedia('(pointer: coarse)').matches) {
      // Turning away from the sheet is no failure.
      return navigator.share({ title: document.title, url: address }).catch(() => undefined)
    }
    setSaid((await copyText(address)) ? 'copied' : 'failed')
  }

  const Icon = said === 'copied' ? Check : Link2
  const words = said === null ? t('share.button') : t(said === 'copied' ? 'share.copied' : 'share.failed')
  return (
    <Button
      look="primary"
      className={styles['share']}
      data-said={said ?? undefined}
      onClick={() => void share()}
    >
      <Icon size={16} aria-hidden />
      <span className={styles['label']} aria-live="polite">
        {words}
      </span>
    </Button>
  )
}
