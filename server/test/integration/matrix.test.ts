import { once } from 'node:events'
import { encodeAwareness, encodeStep1, encodeStep2, encodeUpdate } from '@weft/shared/wire'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { can, type Role } from '@weft/shared/roles'
import { firstAdministrator, newMember } from '../people/household.ts'
import { reception } from '../people/reception.ts'
import { Visitor } from '../people/visitor.ts'
import { WeftProcess } from './weftProcess.ts'

/** Everybody who may come, each once. `ann` owns the documents of this test, unless it says otherwise. */
const visitors = [
  'nobody',
  'guest',
  'stranger',
  'viewer',
  'commenter',
  'editor',
  'owner',
  'administrator',
  'suspended',
  'foreign page',
  'reading token',
  'writing token',
  'wrong token',
] as const
type Who = (typeof visitors)[number]

const documents = ['own', 'shared', 'linked', 'foreign', 'ownerless', 'trashed', 'missing'] as const
type What = (typeof documents)[number]

let weft: WeftProcess
const people = {} as Record<Who, Visitor>
/** For each visitor and kind of document, one of its id. */
const ids = {} as Record<Who, Record<What, string>>
let ada: Visitor
let ann: Visitor

beforeAll(async () => {
  weft = await WeftProcess.start()
  ada = await firstAdministrator(weft.url, weft.setup!)
  ann = await newMember(ada, 'ann')
  people.nobody = new Visitor(weft.url)
  people.guest = await new Visitor(weft.url).arrives()
  for (const name of ['stranger', 'viewer', 'commenter', 'editor', 'owner', 'suspended'] as const)
    people[name] = await newMember(ada, name)
  people.administrator = await newMember(ada, 'chief')
  await ada.does('PATCH', `/api/administration/people/${await people.administrator.id}`, {
    isAdministrator: true,
  })
  const token = async (scope: string): Promise<Visitor> => {
    const made = await people.editor.does<{ token: string }>('POST', '/api/me/tokens', {
      name: 'x',
      scope,
      days: 1,
    })
    return new Visitor(weft.url, { origin: null, token: made.token })
  }
  people['reading token'] = await token('read')
  people['writing token'] = await token('write')
  people['wrong token'] = new Visitor(weft.url, { origin: null, token: 'weft_nothing' })
  for (const who of visitors) if (who !== 'foreign page') ids[who] = await documentsFor(who)
  people['foreign page'] = people.owner.from('https://evil.example')
  ids['foreign page'] = ids.owner
  await ada.does('PATCH', `/api/administration/people/${await people.suspended.id}`, { isSuspended: true })
}, 120_000)
afterAll(() => weft.remove())

const given: Partial<Record<Who, Role>> = {
  viewer: 'viewer',
  commenter: 'commenter',
  editor: 'editor',
  owner: 'owner',
  suspended: 'editor',
  'reading token': 'editor',
  'writing token': 'editor',
}

async function documentsFor(who: Who): Promise<Record<What, string>> {
  // The token's person is the editor, who makes documents with it too.
  const maker = ['nobody', 'wrong token'].includes(who)
    ? ann
    : who.endsWith('token')
      ? people.editor
      : people[who]
  const own = await maker.newDocument()
  const [shared, linked, foreign, trashed] = [
    await ann.newDocument(),
    await ann.newDocument(),
    await ann.newDocument(),
    await ann.newDocument(),
  ]
  const role = given[who]
  if (role !== undefined) {
    const person = await maker.id
    await ann.does('PUT', `/api/documents/${shared}/people/${person}`, { role })
    await ann.does('PUT', `/api/documents/${trashed}/people/${person}`, { role })
  }
  await ann.does('PUT', `/api/documents/${linked}/link`, { role: 'commenter', expiresAt: null })
  await ann.does('POST', `/api/documents/${trashed}/trash`)
  const leaver = await newMember(ada, `leaver${left++}`)
  const ownerless = await leaver.newDocument()
  await ada.does('POST', `/api/administration/people/${await leaver.id}/delete`, { heir: null })
  return { own, shared, linked, foreign, ownerless, trashed, missing: '0'.repeat(22) }
}
let left = 0

/** The role that somebody has on a document: said a second time, and in other words than the server's. */
function roleOf(who: Who, what: What): Role | null {
  if (['suspended', 'foreign page', 'wrong token'].includes(who) || ['trashed', 'missing'].includes(what))
    return null
  const capped = (role: Role | null): Role | null =>
    who === 'reading token' && role !== null ? 'viewer' : role
  switch (what) {
    case 'own':
      return who === 'nobody' ? null : capped('owner')
    case 'shared':
      return capped(given[who] ?? null)
    case 'linked':
      return capped('commenter')
    case 'ownerless':
      return who === 'administrator' ? 'owner' : null
    default:
      return null
  }
}

type Need =
  | 'nothing'
  | 'whoever'
  | 'anybody'
  | 'person'
  | 'member'
  | 'session'
  | 'administrator'
  | Parameters<typeof can>[1]

/** What each route asks for: whoever adds a route says it here a second time. */
const routes: Record<string, Need> = {
  'POST /api/links/look': 'nothing',
  'POST /api/register': 'whoever',
  'POST /api/invitations/ask': 'nothing',
  'POST /api/sign-in': 'whoever',
  'POST /api/sign-out': 'whoever',
  'POST /api/password/forgotten': 'nothing',
  'POST /api/password/reset': 'whoever',
  'GET /api/me': 'whoever',
  'PATCH /api/me': 'person',
  'POST /api/me/password': 'session',
  'GET /api/me/export': 'session',
  'POST /api/me/confirm': 'session',
  'POST /api/me/delete': 'session',
  'GET /api/me/sessions': 'session',
  'DELETE /api/me/sessions/{id}': 'session',
  'DELETE /api/me/sessions': 'session',
  'GET /api/me/tokens': 'session',
  'POST /api/me/tokens': 'session',
  'DELETE /api/me/tokens/{id}': 'session',
  'POST /api/me/second-factor': 'session',
  'POST /api/me/second-factor/confirm': 'session',
  'POST /api/me/second-factor/end': 'session',
  'GET /api/me/passkeys': 'session',
  'POST /api/me/passkeys/begin': 'session',
  'POST /api/me/passkeys': 'session',
  'DELETE /api/me/passkeys/{id}': 'session',
  'POST /api/passkeys/begin': 'whoever',
  'POST /api/passkeys/sign-in': 'whoever',
  'GET /api/openid/{provider}': 'nothing',
  'GET /api/openid/{provider}/callback': 'whoever',
  'GET /api/me/identities': 'session',
  'POST /api/me/identities/{provider}': 'session',
  'DELETE /api/me/identities/{provider}': 'session',
  'POST /api/tickets': 'person',
  'POST /api/documents': 'anybody',
  'GET /api/documents': 'person',
  'GET /api/trash': 'person',
  'GET /api/documents/{id}': 'read',
  'POST /api/documents/{id}/trash': 'trash',
  'POST /api/documents/{id}/restore': 'trash',
  'POST /api/documents/{id}/leave': 'read',
  'POST /api/documents/{id}/pass': 'person',
  'GET /api/documents/{id}/sharing': 'read',
  'PUT /api/documents/{id}/link': 'share',
  'PUT /api/documents/{id}/everyone': 'share',
  'PUT /api/documents/{id}/people/{person}': 'share',
  'DELETE /api/documents/{id}/people/{person}': 'share',
  'PUT /api/documents/{id}/groups/{group}': 'share',
  'DELETE /api/documents/{id}/groups/{group}': 'share',
  'POST /api/documents/{id}/transfer': 'share',
  'POST /api/documents/{id}/requests': 'person',
  'POST /api/documents/{id}/requests/{person}': 'share',
  'GET /api/people': 'member',
  'GET /api/administration/people': 'administrator',
  'POST /api/administration/invitations': 'administrator',
  'GET /api/administration/invitations': 'administrator',
  'DELETE /api/administration/invitations/{invitation}': 'administrator',
  'PATCH /api/administration/people/{person}': 'administrator',
  'POST /api/administration/people/{person}/reset': 'administrator',
  'DELETE /api/administration/people/{person}/sessions': 'administrator',
  'POST /api/administration/people/{person}/delete': 'administrator',
  'GET /api/administration/settings': 'administrator',
  'PATCH /api/administration/settings': 'administrator',
  'GET /api/administration/usage': 'administrator',
  'GET /api/administration/audit': 'administrator',
  'GET /api/administration/audit.csv': 'administrator',
  'GET /api/administration/groups': 'administrator',
  'POST /api/administration/groups': 'administrator',
  'PATCH /api/administration/groups/{group}': 'administrator',
  'DELETE /api/administration/groups/{group}': 'administrator',
  'PUT /api/administration/groups/{group}/members/{person}': 'administrator',
  'DELETE /api/administration/groups/{group}/members/{person}': 'administrator',
}
/** Where whoever is let in is answered with something else: there is no provider here. */
const insideOf: Record<string, number> = {
  'GET /api/openid/{provider}': 404,
  'GET /api/openid/{provider}/callback': 302,
}
const ofDocument = new Set<Need>(['read', 'appear', 'comment', 'edit', 'share', 'trash'])

/** `in`, or the status that turns somebody away. */
function expected(route: string, need: Need, who: Who, what: What | null): number | 'in' {
  const isReading = route.startsWith('GET ')
  if (who === 'foreign page') return 403
  if (need === 'nothing' || need === 'whoever') return 'in'
  if (who === 'suspended' || who === 'wrong token') return 401
  if (who === 'reading token' && !isReading && need !== 'anybody') return 403
  if (what !== null && ofDocument.has(need)) {
    const inTrash = route.endsWith('/restore')
    // Of what is in the trash only its owner can say that it is there; none of these visitors is one but by `given`.
    if (inTrash) return what === 'trashed' && given[who] === 'owner' ? 'in' : 404
    const role = roleOf(who, what)
    if (!can(role, 'read')) return 404
    return can(role, need as Parameters<typeof can>[1]) ? 'in' : 403
  }
  if (need === 'anybody') return 'in'
  if (who === 'nobody') return 401
  if (need === 'person') return 'in'
  if (who === 'guest') return 401
  if (need === 'member') return 'in'
  if (who.endsWith('token')) return 403
  return need === 'session' || who === 'administrator' ? 'in' : 403
}

test('[A8] every route of the server is in the table, and the table has no other', async () => {
  const { paths } = await people.nobody.does<{ paths: Record<string, object> }>('GET', '/api/openapi.json')
  const there = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(there.sort()).toEqual(Object.keys(routes).sort())
})

describe.each(Object.entries(routes))('[A8] %s', (route, need) => {
  const [method = '', pattern = ''] = route.split(' ')
  const cells: (What | null)[] = ofDocument.has(need) ? [...documents] : [null]

  test.each(visitors)('by %s', async (who) => {
    for (const what of cells) {
      const path = pattern
        .replace('{id}', what === null ? '1'.repeat(22) : ids[who][what])
        .replaceAll(/\{\w+\}/g, '2'.repeat(22))
      // A body that cannot be read is looked at by those alone who were let in, and does nothing.
      const query = path === '/api/people' ? '?query=' : ''
      const response = await people[who].ask(method, path + query, method === 'GET' ? undefined : '{')
      await response.arrayBuffer()
      const inside = insideOf[route] ?? (method === 'GET' ? 200 : 400)
      const got = response.status === inside ? 'in' : response.status
      expect([what, got]).toEqual([what, expected(route, need, who, what)])
    }
  })
})

test('[A8] «not there» and «not yours» are answered alike', async () => {
  // The owner of what is in the trash may know that it is there.
  for (const who of visitors.filter((name) => name !== 'owner')) {
    const seen = new Set<string>()
    for (const what of ['foreign', 'missing', 'trashed'] as const) {
      const response = await people[who].ask('GET', `/api/documents/${ids[who][what]}`)
      seen.add(`${response.status} ${await response.text()}`)
    }
    expect([who, seen.size]).toEqual([who, 1])
  }
})

/** The frames that a client can send, and what somebody has to be allowed to for each to do something. */
const frames: [kind: string, action: 'read' | 'edit' | 'appear', frame: () => Uint8Array][] = [
  ['step 1', 'read', () => encodeStep1(Y.encodeStateVector(new Y.Doc()))],
  ['an empty step 2', 'read', () => encodeStep2(Y.encodeStateAsUpdate(new Y.Doc()))],
  ['a step 2 with text', 'edit', () => encodeStep2(someText())],
  ['an update', 'edit', () => encodeUpdate(someText())],
  ['presence', 'appear', () => encodeAwareness([{ client: 7, clock: 1, state: '{"user":{"name":"Me"}}' }])],
  ['a question for presence', 'read', () => Uint8Array.of(3)],
]
const someText = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('content').insert(0, 'mine')
  return Y.encodeStateAsUpdate(doc)
}

describe.each(visitors)('[A8] the socket of %s', (who) => {
  test.each(documents)('in a document that is %s', async (what) => {
    const role = roleOf(who, what)
    const ends = who === 'suspended' || who === 'wrong token' ? 4401 : 4404
    const socket = people[who].connect(ids[who][what])
    expect(await reception(socket)).toBe(role ?? (who === 'foreign page' ? 4404 : ends))
    if (role === null) return
    const told: number[] = []
    socket.on('message', (frame: Buffer) => void told.push(frame[0]!))
    for (const [kind, action, frame] of frames) {
      told.length = 0
      socket.send(frame())
      // What the server says of a frame comes before its answer to a ping behind it.
      socket.ping()
      await once(socket, 'pong')
      expect([kind, told.includes(DENIED)]).toEqual([kind, !can(role, action)])
    }
    expect(socket.readyState).toBe(socket.OPEN)
    socket.terminate()
  })
})
const DENIED = 2

test('[A6] what somebody may not write reaches nobody and no disk', async () => {
  for (const who of ['viewer', 'commenter', 'reading token'] as const) {
    const id = ids[who].shared
    const witness = ann.connect(id)
    expect(await reception(witness)).toBe('owner')
    const updates: Buffer[] = []
    witness.on('message', (frame: Buffer) => void (frame[0] === 0 && frame[1] === 2 && updates.push(frame)))
    const socket = people[who].connect(id)
    await reception(socket)
    socket.send(encodeUpdate(someText()))
    socket.send(encodeStep2(someText()))
    socket.send(encodeStep1(Y.encodeStateVector(new Y.Doc())))
    const answer = new Promise<Buffer>((resolve) =>
      socket.on('message', (frame: Buffer) => void (frame[0] === 0 && frame[1] === 1 && resolve(frame))),
    )
    expect((await answer).subarray(2).toString('hex')).toBe('020000')
    expect(updates).toEqual([])
    for (const one of [socket, witness]) one.terminate()
  }
})
