import type { Status } from '../../session/status.ts'

/** How somebody lost a right while the page was open: to write, to be here at all, or because they are signed out. */
export type Loss = 'demoted' | 'out' | 'signedOut'

/** What a status says of lost rights that the person has to be told about. Who only reads from now on has lost no letter. */
export function lossOf({ state, opened, ended, trouble }: Status): Loss | null {
  if (!opened) return null
  if (!ended) return state === 'notSaved' && trouble === 'notAllowed' ? 'demoted' : null
  if (trouble === 'notSignedIn') return 'signedOut'
  return trouble === 'notAllowed' || trouble === 'noSuchDocument' ? 'out' : null
}

/** Why a document did not open at all: it is not there for this person, or only for people with an account. */
export function closedBecause({ opened, ended, trouble }: Status): 'gone' | 'signIn' | null {
  if (opened || !ended) return null
  if (trouble === 'notSignedIn') return 'signIn'
  return trouble === 'noSuchDocument' || trouble === 'notAllowed' ? 'gone' : null
}
