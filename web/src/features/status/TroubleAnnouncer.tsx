import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../session/status.ts'

/** Tells screen readers when something is wrong and when it is right again, and nothing between. */
export function TroubleAnnouncer({ state, words }: { state: Status['state']; words: string }) {
  const { t } = useTranslation()
  const [troubled, setTroubled] = useState(false)
  const inTrouble = state === 'offline' || state === 'notSaved'
  if (inTrouble && !troubled) setTroubled(true)
  const good = troubled && state === 'saved'
  return (
    <span className="visuallyHidden" aria-live="polite">
      {inTrouble ? words : good ? t('status.savedAgain') : ''}
    </span>
  )
}
