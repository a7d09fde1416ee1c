import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  beginSecondFactor,
  checkSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  hasSecondFactor,
} from '../../src/directory/secondFactor.ts'
import { stepOfCode, totpCode, totpUri } from '../../src/directory/totp.ts'
import { memoryDirectory, type MemoryDirectory, someone } from '../people/memoryDirectory.ts'

/** The secret of RFC 6238, appendix B, «12345678901234567890», as authenticators are given it. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code at second %i is the one of RFC 6238', (seconds, code) => {
  expect(totpCode(SECRET, Math.floor(seconds / 30))).toBe(code)
})

test('a code counts a step early or late, with blanks, and none that was used', () => {
  const at = (step: number) => ({ now: step * 30_000, after: 0 })
  const code = totpCode(SECRET, 100)
  for (const step of [99, 100, 101])
    expect(stepOfCode(SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, at(step))).toBe(100)
  for (const step of [98, 102]) expect(stepOfCode(SECRET, code, at(step))).toBeNull()
  expect(stepOfCode(SECRET, code, { now: 100 * 30_000, after: 100 })).toBeNull()
  for (const none of ['', '12345', '1234567', 'abcdef']) expect(stepOfCode(SECRET, none, at(100))).toBeNull()
  expect(totpUri(SECRET, 'ann@example.org')).toBe(
    `otpauth://totp/Weft%3Aann%40example.org?secret=${SECRET}&issuer=Weft&digits=6&period=30`,
  )
})

let directory: MemoryDirectory
beforeAll(async () => {
  directory = await memoryDirectory()
})
afterAll(() => directory.db.destroy())

test('a second factor counts when it was confirmed; each code and each recovery code opens once', async () => {
  await someone(directory, 'ann')
  const { secret } = await beginSecondFactor(directory, 'ann', 'ann@example.org')
  const code = () => totpCode(secret, Math.floor(directory.time / 30_000))
  expect(await hasSecondFactor(directory, 'ann')).toBe(false)
  await expect(confirmSecondFactor(directory, 'ann', '000000')).rejects.toMatchObject({ kind: 'wrongCode' })
  const codes = await confirmSecondFactor(directory, 'ann', code())
  expect(new Set(codes).size).toBe(10)
  expect(await hasSecondFactor(directory, 'ann')).toBe(true)
  await expect(beginSecondFactor(directory, 'ann', 'ann@example.org')).rejects.toMatchObject({
    kind: 'invalid',
  })
  await expect(checkSecondFactor(directory, 'ann', code())).rejects.toMatchObject({ kind: 'wrongCode' })
  directory.time += 60_000
  const both = await Promise.allSettled([
    checkSecondFactor(directory, 'ann', code()),
    checkSecondFactor(directory, 'ann', code()),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await checkSecondFactor(directory, 'ann', ` ${codes[3]!.toUpperCase()} `)
  await expect(checkSecondFactor(directory, 'ann', codes[3]!)).rejects.toMatchObject({ kind: 'wrongCode' })
  const rows = await directory.db.selectFrom('recoveryCodes').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(codes[0]!.replace('-', ''))
  await endSecondFactor(directory, 'ann')
  expect(await hasSecondFactor(directory, 'ann')).toBe(false)
  await expect(checkSecondFactor(directory, 'ann', codes[4]!)).rejects.toMatchObject({ kind: 'wrongCode' })
})
