import type { Attempts } from '../core/attempts.ts'
import { findMember } from '../directory/accounts.ts'
import type { Directory } from '../directory/directory.ts'
import type { Identity } from '../directory/identity.ts'
import { isPassword } from '../directory/passwords.ts'
import { Refused } from '../directory/refused.ts'

/** Asks for the password again before something that takes an account over: whoever finds an open page must not be able to. */
export class Confirmation {
  readonly #directory: Directory
  readonly #attempts: Attempts

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
  }

  notTooOften(who: Identity): void {
    if (!this.#attempts.take(keyOf(who))) throw new Refused('tooMany', 'too many tries; wait a few minutes')
  }
}

const keyOf = ({ person }: Identity): string => `confirmation ${person}`
