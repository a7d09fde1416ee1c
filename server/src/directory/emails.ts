import { Refused } from './refused.ts'

const ADDRESS = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\.]+$/

/** An address as it is kept and compared. Throws Refused (`invalid`) for a text that is none. */
export function readEmail(typed: string): string {
  const address = typed.trim().toLowerCase()
  if (!ADDRESS.test(address))
    throw new Refused('invalid', 'this is no e-mail address; write one like ann@example.org')
  return address
}

/** What comes behind the @. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1)
