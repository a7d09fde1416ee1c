import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../session/status.ts'

/** Tells screen readers when something is wrong, when it is right again, and when one may only read, and nothing between. */
export function TroubleAnnouncer({ state, words }: { state: Status['state']; words: string }) {
  const { t } = useTranslation()
  const [troubled, setTroubled] = useState(false)
  const inTrouble = state === 'offline' || state === 'notSaved'
  if (inTrouble && !troubled) setTroubled(true)
  const good = troubled && state === 'saved'
  return (
    <span className="visuallyHidden" aria-live="polite">
      {inTrouble || state === 'reading' ? words : good ? t('status.savedAgain') : ''}
    </span>
  )
}
