import type { CloseReason } from '@weft/shared/closeCodes'
import type { ServerEvent } from '@weft/shared/events'

/** What a room knows of a connection: somebody to tell. */
export interface Member {
  /** Sends one frame. The bytes may be shared with others and are not changed afterwards. */
  send(frame: Uint8Array): void
  /** Tells that this many of the member's own update-carrying messages are on stable storage. */
  saved(count: number): void
  tell(event: ServerEvent): void
  close(reason: CloseReason): void
}
