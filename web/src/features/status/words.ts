import type { TFunction } from 'i18next'
import type { Status, Trouble } from '../../session/status.ts'

/** What a status says to a person. */
export function wordsFor(status: Status, t: TFunction): string {
  return words[status.state](status, t)
}

const words: Record<Status['state'], (status: Status, t: TFunction) => string> = {
  opening: (_status, t) => t('status.opening'),
  saving: (_status, t) => t('status.saving'),
  saved: (_status, t) => t('status.saved'),
  reading: (_status, t) => t('status.reading'),
  offline: offlineWords,
  notSaved: ({ trouble }, t) => t('status.notSaved', { reason: troubleWords(trouble, t) }),
}

function offlineWords({ opened, trouble, waiting }: Status, t: TFunction): string {
  if (!opened) return t('status.offline_opening')
  if (trouble === 'unavailable') return t('status.offline_unavailable')
  return waiting === 0 ? t('status.offline') : t('status.offline', { context: 'waiting', count: waiting })
}

function troubleWords(trouble: Trouble | null, t: TFunction): string {
  switch (trouble) {
    case 'diskFull':
    case 'storeFailing':
    case 'malformed':
    case 'tooLarge':
    case 'damaged':
    case 'notAllowed':
    case 'notSignedIn':
      return t(`trouble.${trouble}`)
    default:
      return t('trouble.refused')
  }
}
