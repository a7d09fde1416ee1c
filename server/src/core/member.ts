import type { CloseReason } from '@weft/shared/closeCodes'
import type { ServerEvent } from '@weft/shared/events'
import type { PersonTag } from '../ports/access.ts'

/** What a room knows of a connection: somebody to tell. */
export interface Member {
  /** Whom it is taken for. */
  readonly person: PersonTag | null
  /** What others are shown of a state that this client gave; null when it is none. */
  sign(state: string, client: number): string | null
  /**
   * Sends one frame. The bytes may be shared with others and are not changed afterwards.
   * @param isExtra whether they are kept in memory only for those who are sent them.
   */
  send(frame: Uint8Array, isExtra?: boolean): void
  /** Tells that this many of the member's own update-carrying messages are on stable storage. */
  saved(count: number): void
  tell(event: ServerEvent): void
  /** Takes nothing more of what the member sends until the returned function is called. */
  pause(): () => void
  /** Calls back once, when all that the far end has sent by now was taken, or when it is gone. */
  probe(answered: () => void): void
  /** Does what this member caused, later than it came: at its cost, and nobody else's harm. */
  onBehalf(act: () => void): void
  close(reason: CloseReason): void
}
