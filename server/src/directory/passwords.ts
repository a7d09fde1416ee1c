import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { Refused } from './refused.ts'

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const SHORTEST = 8
const LONGEST = 200

/** Of the four threads that also write the documents, two stay free however many people sign in. */
const turns = pLimit(2)
const MOST_WAITING = 200

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (turns.pendingCount >= MOST_WAITING)
    throw new Refused('unavailable', 'too many people sign in at this moment; try again in a minute')
  return turns(work)
}

/** The first that are tried (NIST SP 800-63B, 3.1.1.2); others of the kind are caught by their shape. */
const COMMON = new Set(
  'password passw0rd password1 password12 password123 12345678 123456789 1234567890 qwertyui qwerty123 qwertyuiop 1q2w3e4r 1qaz2wsx iloveyou sunshine princess football baseball superman trustno1 welcome1 letmein1 admin123 administrator changeme abcd1234 abc12345 11111111 00000000 88888888 woaini1314 woaini520 5201314520 a1234567 a12345678 q1w2e3r4 asdfghjk asdf1234 zxcvbnm1 monkey123 dragon123 master123 michelle jennifer computer whatever starwars'.split(
    ' ',
  ),
)

/** Hashes a password. Throws Refused (`weakPassword`) for one that would be guessed. */
export async function hashPassword(
  password: string,
  { name, email }: { name: string; email: string },
): Promise<string> {
  const plain = password.normalize('NFKC')
  const length = Array.from(plain).length
  if (length < SHORTEST) throw new Refused('weakPassword', `a password has at least ${SHORTEST} signs`)
  if (length > LONGEST) throw new Refused('weakPassword', `a password has at most ${LONGEST} signs`)
  const lower = plain.toLowerCase()
  const own = [name, email, email.split('@')[0] ?? ''].map((word) => word.toLowerCase())
  const isMonotonous = new Set(lower).size < 4
  if (COMMON.has(lower) || own.includes(lower) || isMonotonous)
    throw new Refused(
      'weakPassword',
      'this password is among the first that would be tried; take another one',
    )
  return inTurn(() => hash(plain, COST))
}

/** The hash of a link's password, which people tell one another and which need not be as strong. */
export const hashLinkPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), COST))

/**
 * Whether a password is the one that was hashed. Takes as long where there is nobody to be compared with, so that
 * nobody learns by the time who has an account.
 */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const right = await inTurn(async () => verify(hashed ?? (await nobodys()), password.normalize('NFKC')))
  return right && hashed !== null
}

let nobodysHash: Promise<string> | undefined
const nobodys = (): Promise<string> => (nobodysHash ??= hash('nobody has this password', COST))
