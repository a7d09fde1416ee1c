import type { ProblemKind } from '@weft/shared/api/problems'

/** What was asked for cannot be had. `kind` is for programs, the message for people, and says what to do. */
export class Refused extends Error {
  override name = 'Refused'
  readonly kind: ProblemKind

  constructor(kind: ProblemKind, message: string) {
    super(message)
    this.kind = kind
  }
}
