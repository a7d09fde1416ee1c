import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailOf, passwordOf, signIn } from '../people/household.ts'
import { reception } from '../people/reception.ts'
import { Visitor } from '../people/visitor.ts'
import { WeftProcess } from './weftProcess.ts'

const TOOL = fileURLToPath(new URL('../../src/weft.ts', import.meta.url))

let weft: WeftProcess
beforeAll(async () => {
  weft = await WeftProcess.start()
})
afterAll(() => weft.remove())

/** Says it to the administrator's tool, beside the running server. */
function say(...args: string[]): { said: string; status: number | null } {
  const env = { ...process.env, DATA_DIR: weft.folder }
  const { stdout, stderr, status } = spawnSync(process.execPath, [TOOL, ...args], { env })
  return { said: `${stdout.toString()}${stderr.toString()}`, status }
}

test('weft user makes an account, and its link takes a password', async () => {
  const { said, status } = say('user', 'add', emailOf('ann'), '--name', 'Ann', '--administrator')
  expect(status).toBe(0)
  const link = said.split('\n')[0]!
  expect(link.startsWith(`${weft.url}/join#`)).toBe(true)
  await new Visitor(weft.url).does('POST', '/api/password/reset', {
    token: link.split('#')[1],
    password: passwordOf('ann'),
  })
  expect(await (await signIn(weft.url, 'ann')).does('GET', '/api/me')).toMatchObject({
    person: { name: 'Ann', isAdministrator: true },
    needsSetup: false,
  })
  expect(say('user', 'list').said).toBe(`${emailOf('ann')}\tAnn\t0 documents\tadministrator\n`)
})

test('weft user suspends somebody who is connected to the running server, and they are out within a second', async () => {
  const link = say('user', 'add', emailOf('bob')).said.split('\n')[0]!
  await new Visitor(weft.url).does('POST', '/api/password/reset', {
    token: link.split('#')[1],
    password: passwordOf('bob'),
  })
  const bob = await signIn(weft.url, 'bob')
  const socket = bob.connect(await bob.newDocument())
  expect(await reception(socket)).toBe('owner')
  const closed = once(socket, 'close').then(([code]) => [code, performance.now()] as const)
  expect(say('user', 'suspend', emailOf('bob')).status).toBe(0)
  const done = performance.now()
  const [code, at] = await closed
  expect(code).toBe(4401)
  expect(at - done).toBeLessThan(1000)
  expect(say('user', 'list').said).toContain('suspended')
  say('user', 'resume', emailOf('bob'))
  await signIn(weft.url, 'bob')
})

test('a reset link ends what was before, and mistakes say what to do', async () => {
  const bob = await signIn(weft.url, 'bob')
  const link = say('user', 'reset', emailOf('bob')).said.split('\n')[0]!
  await new Visitor(weft.url).does('POST', '/api/password/reset', {
    token: link.split('#')[1],
    password: 'quite another one',
  })
  expect((await bob.ask('GET', '/api/me/sessions')).status).toBe(401)
  for (const wrong of [
    [],
    ['user'],
    ['user', 'promote'],
    ['user', 'add', 'x'],
    ['user', 'reset', 'zoe@example.org'],
    ['user', 'list', '--all'],
  ]) {
    const { said, status } = say(...wrong)
    expect([wrong, status]).toEqual([wrong, 1])
    expect(said).not.toContain('    at ')
  }
  expect(say('user', 'suspend', emailOf('ann')).said).toContain('somebody has to administer')
})
