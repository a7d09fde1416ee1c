import { Check, CloudOff, Eye, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../session/status.ts'
import type { Readable } from '../../state/store.ts'
import { useStore } from '../../state/useStore.ts'
import styles from './SaveStatus.module.css'
import { settled } from './settled.ts'
import { TroubleAnnouncer } from './TroubleAnnouncer.tsx'
import { wordsFor } from './words.ts'

const icons = {
  opening: LoaderCircle,
  saving: LoaderCircle,
  saved: Check,
  reading: Eye,
  offline: CloudOff,
  notSaved: TriangleAlert,
} as const

/**
 * Whether the document is saved, in words. `data-state` tells the truth at once, and without rendering, since it changes
 * twice with each letter; the words wait a moment before they say «Saving…», because a page that flickers is read by nobody.
 */
export function SaveStatus({ status }: { status: Readable<Status> }) {
  const { t } = useTranslation()
  const element = useRef<HTMLSpanElement>(null)
  const shown = useStore(useMemo(() => settled(status), [status]))
  const words = wordsFor(shown, t)
  const Icon = icons[shown.state]

  useLayoutEffect(() => {
    const tell = () => element.current?.setAttribute('data-state', status.get().state)
    tell()
    return status.subscribe(tell)
  }, [status])

  return (
    <>
      <span
        ref={element}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output element is the result of a form
        role="status"
        aria-live="off"
        className={styles['status']}
        data-look={shown.state}
      >
        <Icon size={14} aria-hidden />
        <span>{words}</span>
      </span>
      <TroubleAnnouncer state={shown.state} words={words} />
    </>
  )
}
