import { afterEach, beforeEach, expect, test } from 'vitest'
import { Attempts } from '../../src/core/attempts.ts'
import type { Identity } from '../../src/directory/identity.ts'
import { hashPassword } from '../../src/directory/passwords.ts'
import { beginSession, listSessions } from '../../src/directory/sessions.ts'
import { Confirmation } from '../../src/http/confirmation.ts'
import { memoryDirectory, type MemoryDirectory, someone } from '../people/memoryDirectory.ts'

const PASSWORD = 'a long way to the sea'
const QUARTER = 15 * 60_000

let directory: MemoryDirectory
let confirmation: Confirmation
beforeEach(async () => {
  directory = await memoryDirectory()
  confirmation = new Confirmation(directory, new Attempts({ most: 10, refillMs: 1000 }, () => 0))
})
afterEach(() => directory.db.destroy())

/** Somebody who signs in now. */
async function signsIn(id: string): Promise<Identity> {
  await beginSession(directory, id, { device: 'a browser', address: '::1' })
  const [session] = await listSessions(directory, id)
  return {
    person: id,
    name: id,
    email: null,
    isGuest: false,
    isAdministrator: false,
    session: session!.id,
    token: null,
    readsOnly: false,
    until: null,
  }
}

async function withPassword(id: string): Promise<void> {
  await someone(directory, id)
  const passwordHash = await hashPassword(PASSWORD, { name: id, email: '' })
  await directory.db.updateTable('people').set({ passwordHash }).where('id', '=', id).execute()
}

const isNeeded = (who: Identity): Promise<boolean> =>
  confirmation.require(who).then(
    () => false,
    (error: { kind: string }) => error.kind === 'confirmationNeeded',
  )

test('the password is wanted again a quarter of an hour after it was shown, in this session', async () => {
  await withPassword('ann')
  const laptop = await signsIn('ann')
  expect(await isNeeded(laptop)).toBe(false)
  directory.time += QUARTER
  expect(await isNeeded(laptop)).toBe(true)
  const phone = await signsIn('ann')
  expect([await isNeeded(laptop), await isNeeded(phone)]).toEqual([true, false])
  await expect(confirmation.confirm(laptop, 'a guess')).rejects.toMatchObject({ kind: 'wrongPassword' })
  expect(await isNeeded(laptop)).toBe(true)
  await confirmation.confirm(laptop, PASSWORD)
  expect(await isNeeded(laptop)).toBe(false)
  directory.time += QUARTER
  expect([await isNeeded(laptop), await isNeeded(phone)]).toEqual([true, true])
})

test('who has no password is asked for none', async () => {
  await someone(directory, 'ann')
  const ann = await signsIn('ann')
  directory.time += QUARTER
  expect(await isNeeded(ann)).toBe(false)
})
