import type { Directory } from './directory.ts'
import { Refused } from './refused.ts'
import { hashOf } from './secrets.ts'
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts'

const CODES = 10
/** Without what looks alike on paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Whether a code is asked for after somebody's password. */
export async function hasSecondFactor({ db }: Pick<Directory, 'db'>, person: string): Promise<boolean> {
  const found = await db
    .selectFrom('secondFactors')
    .select('confirmedAt')
    .where('person', '=', person)
    .executeTakeFirst()
  return typeof found?.confirmedAt === 'number'
}

/** Makes a secret for somebody's authenticator. It counts when `confirmSecondFactor` was given a code of it. */
export async function beginSecondFactor(
  directory: Directory,
  person: string,
  account: string,
): Promise<{ secret: string; uri: string }> {
  if (await hasSecondFactor(directory, person))
    throw new Refused('invalid', 'there is a second factor already; turn it off first')
  const secret = newTotpSecret(directory.random)
  await directory.db
    .insertInto('secondFactors')
    .values({ person, secret, lastStep: 0 })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ secret, lastStep: 0 }))
    .execute()
  return { secret, uri: totpUri(secret, account) }
}

/** Turns the second factor on. Returns codes for the day the authenticator is lost: shown this once, each good once. */
export async function confirmSecondFactor(
  directory: Directory,
  person: string,
  code: string,
): Promise<string[]> {
  if (!(await takeCode(directory, person, code))) throw wrongCode()
  const codes = Array.from({ length: CODES }, () => recoveryCode(directory.random))
  await directory.db.transaction().execute(async (db) => {
    await db
      .updateTable('secondFactors')
      .set({ confirmedAt: directory.now() })
      .where('person', '=', person)
      .execute()
    await db.deleteFrom('recoveryCodes').where('person', '=', person).execute()
    await db
      .insertInto('recoveryCodes')
      .values(codes.map((each) => ({ hash: hashOf(plain(each)), person })))
      .execute()
  })
  return codes
}

/** Takes a code of the authenticator, or one of the recovery codes. Throws Refused (`wrongCode`). */
export async function checkSecondFactor(directory: Directory, person: string, code: string): Promise<void> {
  if (await takeCode(directory, person, code)) return
  const { numDeletedRows } = await directory.db
    .deleteFrom('recoveryCodes')
    .where('hash', '=', hashOf(plain(code)))
    .where('person', '=', person)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw wrongCode()
}

/** Turns the second factor off. */
export async function endSecondFactor({ db }: Directory, person: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const table of ['secondFactors', 'recoveryCodes'] as const)
      await transaction.deleteFrom(table).where('person', '=', person).execute()
  })
}

/** In one statement, so that of two who say the same code at once only one is right. */
async function takeCode({ db, now }: Directory, person: string, code: string): Promise<boolean> {
  const factor = await db
    .selectFrom('secondFactors')
    .selectAll()
    .where('person', '=', person)
    .executeTakeFirst()
  if (factor === undefined) return false
  const step = stepOfCode(factor.secret, code, { now: now(), after: factor.lastStep })
  if (step === null) return false
  const { numUpdatedRows } = await db
    .updateTable('secondFactors')
    .set({ lastStep: step })
    .where('person', '=', person)
    .where('lastStep', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function recoveryCode(random: Directory['random']): string {
  let code = ''
  const byte = new Uint8Array(new ArrayBuffer(1))
  while (code.length < 11) {
    random(byte)
    const letter = (byte[0] ?? 0) < 248 ? LETTERS[(byte[0] ?? 0) % LETTERS.length] : undefined
    if (letter !== undefined) code += code.length === 5 ? `-${letter}` : letter
  }
  return code
}

const plain = (code: string): string => code.toLowerCase().replaceAll(/[\s-]/g, '')
const wrongCode = (): Refused =>
  new Refused('wrongCode', 'this code is wrong, or was used already; wait for the next one')
