import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstAdministrator, newMember } from '../people/household.ts'
import { Visitor } from '../people/visitor.ts'
import { WeftProcess } from './weftProcess.ts'

let weft: WeftProcess
let ada: Visitor
let bob: Visitor
let gus: Visitor
beforeAll(async () => {
  weft = await WeftProcess.start()
  ada = await firstAdministrator(weft.url, weft.setup!)
  bob = await newMember(ada, 'bob')
  gus = await new Visitor(weft.url).arrives()
})
afterAll(() => weft.remove())

/** Asking for a document that is not shared, and the password of a link, are answered to all alike, and let nobody in. */
const answeredToAll = /\/(requests|pass)$/

test('[A8] whatever Ann does with her document and her account, Bob, a guest and nobody cannot do', async () => {
  const ann = await newMember(ada, 'ann')
  const others = { bob, gus, nobody: new Visitor(weft.url), elsewhere: ann.from('https://evil.example') }
  const id = await ann.newDocument()
  const [annsId, bobsId] = [await ann.id, await bob.id]
  const { sessions } = await ann.does<{ sessions: { id: string }[] }>('GET', '/api/me/sessions')
  const token = await ann.does<{ id: string }>('POST', '/api/me/tokens', {
    name: 'x',
    scope: 'read',
    days: 1,
  })
  const { id: group } = await ada.does<{ id: string }>('POST', '/api/administration/groups', {
    name: 'Choir',
  })
  const deeds: [string, string, unknown?][] = [
    ['GET', `/api/documents/${id}`],
    ['GET', `/api/documents/${id}/sharing`],
    ['PUT', `/api/documents/${id}/link`, { role: null, expiresAt: null, password: 'x' }],
    ['PUT', `/api/documents/${id}/everyone`, { role: null }],
    ['PUT', `/api/documents/${id}/groups/${group}`, { role: 'viewer' }],
    ['DELETE', `/api/documents/${id}/groups/${group}`],
    ['POST', `/api/documents/${id}/requests`, { role: 'editor', message: '' }],
    ['POST', `/api/documents/${id}/requests/${bobsId}`, { role: null }],
    ['PUT', `/api/documents/${id}/people/${annsId}`, { role: 'owner' }],
    ['POST', `/api/documents/${id}/trash`],
    ['POST', `/api/documents/${id}/restore`],
    ['DELETE', `/api/me/tokens/${token.id}`],
    ['DELETE', `/api/me/sessions/${sessions[0]!.id}`],
  ]
  for (const [method, path, body] of deeds) {
    for (const [name, other] of Object.entries(others)) {
      const response = await other.ask(method, path, body)
      if (answeredToAll.test(path) && name !== 'nobody' && name !== 'elsewhere') continue
      expect([name, method, path, response.ok]).toEqual([name, method, path, false])
    }
    expect([method, path, (await ann.ask(method, path, body)).ok]).toEqual([method, path, true])
  }
})

test('[A8] nothing of what administrators do can be done by a member, a guest or nobody', async () => {
  const ann = await newMember(ada, 'una')
  const { paths } = await ada.does<{ paths: Record<string, object> }>('GET', '/api/openapi.json')
  const person = await ann.id
  const { id: group } = await ada.does<{ id: string }>('POST', '/api/administration/groups', {
    name: 'Choir',
  })
  const body = { name: 'x', isSuspended: true, heir: null, guests: false }
  let tried = 0
  for (const [pattern, methods] of Object.entries(paths)) {
    if (!pattern.startsWith('/api/administration/')) continue
    const path = pattern.replace('{person}', person).replace('{group}', group)
    for (const method of Object.keys(methods)) {
      for (const other of [ann, gus, new Visitor(weft.url)]) {
        const sent = method === 'get' ? undefined : body
        expect([401, 403]).toContain((await other.ask(method.toUpperCase(), path, sent)).status)
        tried++
      }
    }
  }
  expect(tried).toBeGreaterThan(40)
  expect((await ann.ask('GET', '/api/me')).status).toBe(200)
})

test('[A8] a person of the one document gets nowhere in the other with its id in the body or the path', async () => {
  const ann = await newMember(ada, 'eva')
  const [mine, yours] = [await bob.newDocument(), await ann.newDocument()]
  const bobsId = await bob.id
  const tries: [string, string, unknown?][] = [
    ['PUT', `/api/documents/${yours}/people/${bobsId}`, { role: 'owner', document: mine, id: mine }],
    ['PUT', `/api/documents/${yours}/people/${bobsId}?id=${mine}`, { role: 'owner' }],
    ['PUT', `/api/documents/${mine}/../${yours}/people/${bobsId}`, { role: 'owner' }],
    ['PUT', `/api/documents/${mine}%2f..%2f${yours}/people/${bobsId}`, { role: 'owner' }],
    ['PUT', `/api/documents/${yours.toLowerCase()}/link`, { role: 'editor', expiresAt: null }],
  ]
  for (const [method, path, body] of tries) expect((await bob.ask(method, path, body)).ok).toBe(false)
  expect((await bob.ask('GET', `/api/documents/${yours}`)).status).toBe(404)
})
