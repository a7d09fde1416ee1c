import type { Attempts } from '../core/attempts.ts'
import { findMember } from '../directory/accounts.ts'
import type { Directory } from '../directory/directory.ts'
import type { Identity } from '../directory/identity.ts'
import { isPassword } from '../directory/passwords.ts'
import { Refused } from '../directory/refused.ts'
import { sessionBegan } from '../directory/sessions.ts'

/** Who has shown the password is not asked again for this long. */
const FRESH_MS = 15 * 60_000

/** Asks for the password again before something that takes an account over: whoever finds an open page must not be able to. */
export class Confirmation {
  readonly #directory: Directory
  readonly #attempts: Attempts
  /** When the password was shown in a session after its beginning. After a restart it is asked for again. */
  readonly #confirmed = new Map<string, number>()

  constructor(directory: Directory, attempts: Attempts) {
    this.#directory = directory
    this.#attempts = attempts
  }

  /** Throws Refused when it is not the password; where there is none, being signed in is enough. */
  async confirm(who: Identity, password: string | undefined): Promise<void> {
    const person = await findMember(this.#directory, who.person)
    if (person === null || person.passwordHash === null) return
    this.notTooOften(who)
    if (!(await isPassword(password ?? '', person.passwordHash)))
      throw new Refused('wrongPassword', 'this is not your present password')
    this.#attempts.forget(keyOf(who))
    if (who.session !== null) this.#remember(who.session)
  }

  /** Throws Refused (`confirmationNeeded`) when the password was not shown in this session lately. */
  async require(who: Identity): Promise<void> {
    const now = this.#directory.now()
    if (who.session !== null) {
      const began = await sessionBegan(this.#directory, who.session)
      const shown = Math.max(began ?? 0, this.#confirmed.get(who.session) ?? 0)
      if (shown > now - FRESH_MS) return
    }
    const person = await findMember(this.#directory, who.person)
    if (person === null || person.passwordHash === null) return
    throw new Refused('confirmationNeeded', 'show your password again first, with POST /api/me/confirm')
  }

  notTooOften(who: Identity): void {
    if (!this.#attempts.take(keyOf(who))) throw new Refused('tooMany', 'too many tries; wait a few minutes')
  }

  #remember(session: string): void {
    const now = this.#directory.now()
    for (const [known, at] of this.#confirmed) {
      if (at > now - FRESH_MS) break
      this.#confirmed.delete(known)
    }
    this.#confirmed.delete(session)
    this.#confirmed.set(session, now)
  }
}

const keyOf = ({ person }: Identity): string => `confirmation ${person}`
