import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../session/status.ts'
import type { Readable } from '../../state/store.ts'
import { useStore } from '../../state/useStore.ts'
import styles from './SaveStatus.module.css'
import { TroubleAnnouncer } from './TroubleAnnouncer.tsx'
import { useSettled } from './useSettled.ts'
import { wordsFor } from './words.ts'

const icons = {
  opening: LoaderCircle,
  saving: LoaderCircle,
  saved: Check,
  offline: CloudOff,
  notSaved: TriangleAlert,
} as const

/**
 * Whether the document is saved, in words. `data-state` tells the truth at once; the words wait a moment before they
 * say «Saving…», because a page that flickers with each letter is read by nobody.
 */
export function SaveStatus({ status }: { status: Readable<Status> }) {
  const { t } = useTranslation()
  const now = useStore(status)
  const look = useSettled(now.state, 'saving')
  const words = wordsFor({ ...now, state: look }, t)
  const Icon = icons[look]
  return (
    <>
      <span
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output element is the result of a form
        role="status"
        aria-live="off"
        className={styles['status']}
        data-state={now.state}
        data-look={look}
      >
        <Icon size={14} aria-hidden />
        <span>{words}</span>
      </span>
      <TroubleAnnouncer state={look} words={words} />
    </>
  )
}
