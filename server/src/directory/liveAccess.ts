import { can } from '@weft/shared/roles'
import type { Access, Credentials, Refusal, Standing, Stay } from '../ports/access.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Scope } from './directory.ts'
import { noteVisit } from './documents.ts'
import { type Identification, identify, type Identity, proofOf } from './identity.ts'
import type { Proof } from './proof.ts'
import { rightsOn } from './rights.ts'

/** What timers can wait for; who stays longer is asked again then. */
const LONGEST_WAIT = 2 ** 31 - 1
/** When the directory did not answer, it is asked again after this long. */
const AGAIN_MS = 200

/** Whom each proof is of, asked once for all who show it. */
type Identities = Map<string, ReturnType<typeof identify>>

interface Asked {
  now: Standing | Refusal
  /** Whom the proof was of when it was last asked. */
  person: string | null
  until: number | null
}

class LiveStay implements Stay {
  now: Standing | Refusal
  /** Undefined until it was asked for the first time. */
  person: string | null | undefined
  /** Ends when the last question about it is answered: an older answer never comes behind a newer one. */
  turn: Promise<void> = Promise.resolve()
  readonly proof: Proof
  readonly document: string
  readonly #leave: (stay: LiveStay) => void
  #changed: (() => void) | null = null
  cancelTimer: (() => void) | null = null

  constructor(proof: Proof, document: string, leave: (stay: LiveStay) => void) {
    this.proof = proof
    this.document = document
    this.now = 'noSuchDocument'
    this.#leave = leave
  }

  follow(changed: () => void): void {
    this.#changed = changed
  }

  learn({ now, person }: Asked): void {
    const before = JSON.stringify(this.now)
    this.now = now
    this.person = person
    if (JSON.stringify(now) !== before) this.#changed?.()
  }

  leave(): void {
    this.#leave(this)
  }
}

/**
 * Who is in which document, and whether they still may: whatever ends a right comes through `recheck`, and what ends by
 * itself is looked at when its time has come (PROTOCOL.md, A2–A4).
 */
export class LiveAccess implements Access {
  readonly #identification: Identification
  readonly #clock: Clock
  readonly #log: Log
  readonly #stays = new Set<LiveStay>()

  constructor(identification: Identification, { clock, log }: { clock: Clock; log: Log }) {
    this.#identification = identification
    this.#clock = clock
    this.#log = log
  }

  async enter(credentials: Credentials, document: string): Promise<Stay | Refusal> {
    const proof = proofOf(credentials, this.#identification)
    if (proof === 'refused') return 'notSignedIn'
    // There before it is asked, so that nothing that happens meanwhile is missed.
    const stay = new LiveStay(proof, document, (gone) => this.#forget(gone))
    this.#stays.add(stay)
    try {
      await this.#ask(stay, new Map(), { isNew: true })
    } catch (error) {
      this.#forget(stay)
      throw error
    }
    if (typeof stay.now === 'string') {
      this.#forget(stay)
      return stay.now === 'notAllowed' ? 'noSuchDocument' : stay.now
    }
    return stay
  }

  /** Asks all anew whose rights may have changed. Resolves when each of them knows. */
  async recheck({ person, document }: Scope): Promise<void> {
    const identities: Identities = new Map()
    const concerned = [...this.#stays].filter(
      (stay) =>
        (person === undefined || stay.person === undefined || stay.person === person) &&
        (document === undefined || stay.document === document),
    )
    await Promise.all(concerned.map((stay) => this.#askAgain(stay, identities)))
  }

  async #askAgain(stay: LiveStay, identities: Identities): Promise<void> {
    try {
      await this.#ask(stay, identities, { isNew: false })
    } catch (error) {
      // Nobody stays because the directory does not answer, and nobody is thrown out for it either: it is asked again.
      this.#log.error('rights could not be read; they are asked for again', { error })
      this.#wait(stay, AGAIN_MS)
    }
  }

  #ask(stay: LiveStay, identities: Identities, { isNew }: { isNew: boolean }): Promise<void> {
    const asking = stay.turn.then(() => this.#askNow(stay, identities, isNew))
    stay.turn = asking.catch(() => {})
    return asking
  }

  async #askNow(stay: LiveStay, identities: Identities, isNew: boolean): Promise<void> {
    const { directory } = this.#identification
    const key = JSON.stringify(stay.proof)
    const asking = identities.get(key) ?? identify(directory, stay.proof)
    identities.set(key, asking)
    const who = await asking
    const asked: Asked =
      who === 'refused'
        ? { now: 'notSignedIn', person: null, until: null }
        : await this.#standing(who, stay, isNew)
    if (!this.#stays.has(stay)) return
    stay.learn(asked)
    this.#wait(stay, asked.until === null ? null : asked.until - this.#clock.now())
  }

  async #standing(who: Identity | 'nobody', { document }: LiveStay, isNew: boolean): Promise<Asked> {
    const { directory } = this.#identification
    const rights = await rightsOn(directory, who, document)
    const person = who === 'nobody' ? null : who.person
    const role = rights === null || rights.document.trashedAt !== null ? null : rights.role
    if (role === null || rights === null) return { now: 'notAllowed', person, until: null }
    if (isNew && rights.byLink && who !== 'nobody') await noteVisit(directory, document, who)
    const tag = who === 'nobody' ? null : { id: who.person, name: who.name, isGuest: who.isGuest }
    const requests = can(role, 'share') ? { requests: rights.requests } : {}
    return { now: { role, person: tag, ...requests }, person, until: rights.until }
  }

  /** Looks again after so long; null for never. */
  #wait(stay: LiveStay, milliseconds: number | null): void {
    stay.cancelTimer?.()
    stay.cancelTimer = null
    if (milliseconds === null || !this.#stays.has(stay)) return
    stay.cancelTimer = this.#clock.after(
      Math.min(Math.max(milliseconds, 1), LONGEST_WAIT),
      () => void this.#askAgain(stay, new Map()),
    )
  }

  #forget(stay: LiveStay): void {
    this.#stays.delete(stay)
    stay.cancelTimer?.()
    stay.cancelTimer = null
  }
}
