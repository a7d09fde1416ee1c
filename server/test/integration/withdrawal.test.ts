import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { firstAdministrator, newMember, passwordOf, signIn } from '../people/household.ts'
import { reception, standing } from '../people/reception.ts'
import { Visitor } from '../people/visitor.ts'
import { StockClient } from './stockClient.ts'
import { WeftProcess } from './weftProcess.ts'

/** A right that ended is noticed within this long of the answer that says so. */
const AT_MOST_MS = 1000

let weft: WeftProcess
let ada: Visitor
let ann: Visitor
let people = 0
beforeAll(async () => {
  weft = await WeftProcess.start()
  ada = await firstAdministrator(weft.url, weft.setup!)
  ann = await newMember(ada, 'ann')
})
afterAll(() => weft.remove())

/** Somebody who may go without harm to other tests. */
let bob: Visitor
let bobsName: string
let document: string
beforeEach(async () => {
  bobsName = `bob${people++}`
  bob = await newMember(ada, bobsName)
  document = await ann.newDocument()
})

const give = async (role: string): Promise<void> =>
  ann.does('PUT', `/api/documents/${document}/people/${await bob.id}`, { role })

/** Somebody is in the document; then this happens to them: what their connection comes to, and how soon after the answer. */
async function comesTo(
  socket: WebSocket,
  withdraw: () => Promise<unknown>,
): Promise<{ end: number | string; within: number }> {
  expect(await reception(socket)).toMatch(/viewer|commenter|editor|owner/)
  let at = 0
  const end = Promise.race([once(socket, 'close').then(([code]) => code as number), standing(socket)]).then(
    (value) => {
      at = performance.now()
      return value
    },
  )
  await withdraw()
  const answered = performance.now()
  const came = await end
  socket.terminate()
  return { end: came, within: at - answered }
}

type Way = [
  way: string,
  end: number | string,
  prepare: () => Promise<{ socket: WebSocket; withdraw: () => Promise<unknown> }>,
]

const inByGrant =
  (withdraw: () => Promise<unknown>, role = 'editor'): Way[2] =>
  async () => {
    await give(role)
    return { socket: bob.connect(document), withdraw }
  }
const inByLink =
  (withdraw: () => Promise<unknown>): Way[2] =>
  async () => {
    await ann.does('PUT', `/api/documents/${document}/link`, { role: 'editor', expiresAt: null })
    return { socket: (await new Visitor(weft.url).arrives()).connect(document), withdraw }
  }
const link = (change: object): Promise<unknown> =>
  ann.does('PUT', `/api/documents/${document}/link`, { role: 'editor', expiresAt: null, ...change })

const ways: Way[] = [
  [
    'the grant is removed',
    4403,
    inByGrant(async () => ann.does('DELETE', `/api/documents/${document}/people/${await bob.id}`)),
  ],
  ['the role is lowered', 'viewer', inByGrant(() => give('viewer'))],
  ['one leaves oneself', 4403, inByGrant(() => bob.does('POST', `/api/documents/${document}/leave`))],
  [
    'ownership is transferred away',
    'editor',
    async () => {
      await give('owner')
      return {
        socket: bob.connect(document),
        withdraw: async () =>
          bob.does('POST', `/api/documents/${document}/transfer`, { person: await ann.id }),
      }
    },
  ],
  ['the link is turned off', 4403, inByLink(() => link({ role: null }))],
  ['the link is lowered', 'commenter', inByLink(() => link({ role: 'commenter' }))],
  ['the link gets a password', 4403, inByLink(() => link({ password: 'open sesame' }))],
  ['the link expires', 4403, inByLink(() => link({ expiresAt: Date.now() + 300 }))],
  [
    'everyone may no longer',
    4403,
    async () => {
      await ann.does('PUT', `/api/documents/${document}/everyone`, { role: 'editor' })
      return {
        socket: bob.connect(document),
        withdraw: () => ann.does('PUT', `/api/documents/${document}/everyone`, { role: null }),
      }
    },
  ],
  [
    'one is taken out of the group',
    4403,
    () =>
      inGroup((group, person) => ada.does('DELETE', `/api/administration/groups/${group}/members/${person}`)),
  ],
  [
    'the group is deleted',
    4403,
    () => inGroup((group) => ada.does('DELETE', `/api/administration/groups/${group}`)),
  ],
  [
    'the group’s role is taken away',
    4403,
    () => inGroup((group) => ann.does('DELETE', `/api/documents/${document}/groups/${group}`)),
  ],
  ['one signs out', 4401, inByGrant(() => bob.does('POST', '/api/sign-out'))],
  [
    'another device ends the session',
    4401,
    inByGrant(async () => {
      const other = await signIn(weft.url, bobsName)
      const { sessions } = await other.does<{ sessions: { id: string; isThis: boolean }[] }>(
        'GET',
        '/api/me/sessions',
      )
      await other.does('DELETE', `/api/me/sessions/${sessions.find(({ isThis }) => !isThis)!.id}`)
    }),
  ],
  [
    'another device ends all others',
    4401,
    inByGrant(async () => (await signIn(weft.url, bobsName)).does('DELETE', '/api/me/sessions')),
  ],
  [
    'the password is changed elsewhere',
    4401,
    inByGrant(async () =>
      (await signIn(weft.url, bobsName)).does('POST', '/api/me/password', {
        current: passwordOf(bobsName),
        password: 'quite another password',
      }),
    ),
  ],
  [
    'an administrator signs one out',
    4401,
    inByGrant(async () => ada.does('DELETE', `/api/administration/people/${await bob.id}/sessions`)),
  ],
  [
    'one is suspended',
    4401,
    inByGrant(async () =>
      ada.does('PATCH', `/api/administration/people/${await bob.id}`, { isSuspended: true }),
    ),
  ],
  [
    'one is deleted',
    4401,
    inByGrant(async () =>
      ada.does('POST', `/api/administration/people/${await bob.id}/delete`, { heir: null }),
    ),
  ],
  [
    'one deletes oneself',
    4401,
    inByGrant(() => bob.does('POST', '/api/me/delete', { password: passwordOf(bobsName) })),
  ],
  [
    'the document goes into the trash',
    4403,
    inByGrant(() => ann.does('POST', `/api/documents/${document}/trash`)),
  ],
  [
    'the token is ended',
    4401,
    async () => {
      await give('editor')
      const { id, token } = await bob.does<{ id: string; token: string }>('POST', '/api/me/tokens', {
        name: 'a program',
        scope: 'write',
        days: null,
      })
      return {
        socket: new Visitor(weft.url, { origin: null, token }).connect(document),
        withdraw: () => bob.does('DELETE', `/api/me/tokens/${id}`),
      }
    },
  ],
  [
    'one administers no longer, and nobody owns it',
    4403,
    async () => {
      const cara = await newMember(ada, `cara${people++}`)
      const orphan = await cara.newDocument()
      await cara.does('POST', '/api/me/delete', { password: passwordOf(`cara${people - 1}`) })
      const person = await bob.id
      await ada.does('PATCH', `/api/administration/people/${person}`, { isAdministrator: true })
      return {
        socket: bob.connect(orphan),
        withdraw: () => ada.does('PATCH', `/api/administration/people/${person}`, { isAdministrator: false }),
      }
    },
  ],
]

async function inGroup(
  withdraw: (group: string, person: string) => Promise<unknown>,
): Promise<{ socket: WebSocket; withdraw: () => Promise<unknown> }> {
  const person = await bob.id
  const { id: group } = await ada.does<{ id: string }>('POST', '/api/administration/groups', {
    name: 'Choir',
  })
  await ada.does('PUT', `/api/administration/groups/${group}/members/${person}`)
  await ann.does('PUT', `/api/documents/${document}/groups/${group}`, { role: 'editor' })
  return { socket: bob.connect(document), withdraw: () => withdraw(group, person) }
}

test.each(ways)(
  '[A4] who is in a document when %s is %s within a second',
  async (_way, expected, prepare) => {
    const { socket, withdraw } = await prepare()
    const { end, within } = await comesTo(socket, withdraw)
    expect(end).toBe(expected)
    expect(within).toBeLessThan(AT_MOST_MS)
  },
)

test('[A4] who was a guest is out within a second when guests are no longer let in, and nobody new comes', async () => {
  const other = await WeftProcess.start()
  const administrator = await firstAdministrator(other.url, other.setup!)
  const guest = await new Visitor(other.url).arrives()
  const page = await guest.newDocument()
  const { end, within } = await comesTo(guest.connect(page), () =>
    administrator.does('PATCH', '/api/administration/settings', { guests: false }),
  )
  expect(end).toBe(4401)
  expect(within).toBeLessThan(AT_MOST_MS)
  expect(await reception(guest.connect(page))).toBe(4401)
  await other.remove()
})

test('[A4] a stock client that is put out gives up, and hears nothing more', async () => {
  await give('editor')
  const { token } = await bob.does<{ token: string }>('POST', '/api/me/tokens', {
    name: 'x',
    scope: 'write',
    days: 1,
  })
  const client = new StockClient(weft.syncUrl, document, { params: { token } })
  await client.synced()
  const closed = new Promise((resolve) => client.provider.once('connection-close', resolve))
  await ann.does('DELETE', `/api/documents/${document}/people/${await bob.id}`)
  await closed
  await new Promise((resolve) => setImmediate(resolve))
  expect(client.provider.shouldConnect).toBe(false)
  client.leave()
})
