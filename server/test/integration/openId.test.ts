import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailOf, firstAdministrator, newMember, passwordOf } from '../people/household.ts'
import { Visitor } from '../people/visitor.ts'
import { WeftProcess } from './weftProcess.ts'

/** Whom the provider knows. What it says of them is proved where it says so. */
const accounts: Record<string, object> = {
  olga: { email: 'olga@example.org', email_verified: true, name: 'Olga' },
  ann: { email: 'ann@example.org', email_verified: true, name: 'Ann' },
  liar: { email: 'ada@example.org', email_verified: false, name: 'Liar' },
  textual: { email: 'textual@example.org', email_verified: 'true', name: 'Textual' },
}

let weft: WeftProcess
let ada: Visitor
let elsewhere: Server
let issuer: string
beforeAll(async () => {
  elsewhere = createServer()
  elsewhere.listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  issuer = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  weft = await WeftProcess.start({
    OIDC_ELSEWHERE_ISSUER: issuer,
    OIDC_ELSEWHERE_CLIENT_ID: 'weft',
    OIDC_ELSEWHERE_CLIENT_SECRET: 'a secret between the two',
    OIDC_ELSEWHERE_LABEL: 'Elsewhere',
  })
  ada = await firstAdministrator(weft.url, weft.setup!)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'weft',
        client_secret: 'a secret between the two',
        redirect_uris: [`${weft.url}/api/openid/elsewhere/callback`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    cookies: { keys: ['for this test'] },
  })
  const answer = provider.callback()
  elsewhere.on('request', (request, response) => void answer(request, response))
})
afterAll(async () => {
  await weft.remove()
  elsewhere.close()
})

/** A browser at the provider: follows its forms, signs in as somebody, and agrees. Where it is sent back to. */
async function signInElsewhere(start: string, account: string): Promise<string> {
  const cookies = new Map<string, string>()
  const go = async (address: string, body?: URLSearchParams): Promise<Response> => {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body !== undefined && { method: 'POST', body }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }
  let address = start
  for (let steps = 0; steps < 20; steps++) {
    const response = await go(address)
    const location = response.headers.get('location')
    if (location?.startsWith(weft.url) === true) return location
    if (location !== null) {
      address = new URL(location, address).href
      continue
    }
    const form = await response.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(form)?.[1]
    const action = new URL(/action="([^"]+)"/.exec(form)![1]!, address).href
    const fields = { prompt: prompt!, ...(prompt === 'login' && { login: account, password: 'any' }) }
    const sent = await go(action, new URLSearchParams(fields))
    address = new URL(sent.headers.get('location')!, action).href
  }
  throw new Error('the provider leads nowhere')
}

/** Goes there as somebody and comes back; where the page ends up. */
async function comesBack(
  visitor: Visitor,
  account: string,
  next = '/d/0123456789012345678901',
): Promise<string> {
  const away = await visitor.ask('GET', `/api/openid/elsewhere?next=${encodeURIComponent(next)}`)
  expect(away.status).toBe(302)
  const back = new URL(await signInElsewhere(away.headers.get('location')!, account))
  return (await visitor.ask('GET', back.pathname + back.search)).headers.get('location')!
}
const nameOf = async (visitor: Visitor): Promise<string | undefined> =>
  (await visitor.does<{ person: { name: string; isGuest: boolean } | null }>('GET', '/api/me')).person?.name

test('nobody new comes in from elsewhere where registration is by invitation', async () => {
  const olga = new Visitor(weft.url)
  expect(await comesBack(olga, 'olga')).toBe('/sign-in?problem=registrationClosed')
})

test('where it is open, somebody new has an account at once, and the next time is the same person', async () => {
  await ada.does('PATCH', '/api/administration/settings', { registration: 'open' })
  const olga = await new Visitor(weft.url).arrives()
  const page = await olga.newDocument()
  expect(await comesBack(olga, 'olga', `/d/${page}`)).toBe(`/d/${page}`)
  expect(await nameOf(olga)).toBe('Olga')
  expect((await olga.does<{ documents: object[] }>('GET', '/api/documents')).documents).toHaveLength(1)
  const again = new Visitor(weft.url)
  await comesBack(again, 'olga')
  expect(await again.id).toBe(await olga.id)
})

test('an account of the same address is not taken over, but linked by who has both', async () => {
  const ann = await newMember(ada, 'ann')
  const stranger = new Visitor(weft.url)
  expect(await comesBack(stranger, 'ann')).toBe('/sign-in?problem=emailTaken')
  const { url } = await ann.does<{ url: string }>('POST', '/api/me/identities/elsewhere')
  const back = new URL(await signInElsewhere(url, 'ann'))
  const answer = await ann.ask('GET', back.pathname + back.search)
  expect(answer.headers.get('location')).toBe('/account')
  await comesBack(stranger, 'ann')
  expect(await stranger.id).toBe(await ann.id)
  // Not the last thing that lets her in: she has a password.
  await ann.does('DELETE', '/api/me/identities/elsewhere')
  expect(await comesBack(new Visitor(weft.url), 'ann')).toBe('/sign-in?problem=emailTaken')
})

test('an address that is not proved there, or only says so in a word, is none', async () => {
  const [liar, textual] = [new Visitor(weft.url), new Visitor(weft.url)]
  await comesBack(liar, 'liar')
  expect(await nameOf(liar)).toBe('Liar')
  expect(await liar.id).not.toBe(await ada.id)
  await comesBack(textual, 'textual')
  const { person } = await textual.does<{ person: { email: string | null } }>('GET', '/api/me')
  expect(person.email).toBeNull()
})

test('a link that was begun by one is not ended by another', async () => {
  const [ann, eve] = [await newMember(ada, 'anna'), await newMember(ada, 'eve')]
  const { url } = await ann.does<{ url: string }>('POST', '/api/me/identities/elsewhere')
  const back = new URL(await signInElsewhere(url, 'olga'))
  const path = back.pathname + back.search
  expect((await eve.ask('GET', path)).headers.get('location')).toBe('/sign-in?problem=expiredLink')
  // The same browser, in which somebody else has signed in meanwhile.
  await ann.does('POST', '/api/sign-in', { email: emailOf('eve'), password: passwordOf('eve') })
  expect((await ann.ask('GET', path)).headers.get('location')).toBe('/account?problem=notSignedIn')
})

test.each([
  ['another state', (back: URL) => back.searchParams.set('state', 'x')],
  ['no state', (back: URL) => back.searchParams.delete('state')],
  ['another code', (back: URL) => back.searchParams.set('code', 'x')],
  ['another issuer', (back: URL) => back.searchParams.set('iss', 'https://evil.example')],
])('%s is not believed', async (_what, forge) => {
  const visitor = new Visitor(weft.url)
  const away = await visitor.ask('GET', '/api/openid/elsewhere')
  const back = new URL(await signInElsewhere(away.headers.get('location')!, 'olga'))
  forge(back)
  const answer = await visitor.ask('GET', back.pathname + back.search)
  expect(answer.headers.get('location')).toBe('/sign-in?problem=unavailable')
  expect(await nameOf(visitor)).toBeUndefined()
})

test('what came back to one browser does nothing in another, nor a second time', async () => {
  const [visitor, other] = [new Visitor(weft.url), new Visitor(weft.url)]
  const away = await visitor.ask('GET', '/api/openid/elsewhere')
  const back = new URL(await signInElsewhere(away.headers.get('location')!, 'olga'))
  const path = back.pathname + back.search
  expect((await other.ask('GET', path)).headers.get('location')).toBe('/sign-in?problem=expiredLink')
  expect((await visitor.ask('GET', path)).headers.get('location')).toBe('/')
  expect((await visitor.ask('GET', path)).headers.get('location')).toBe('/sign-in?problem=expiredLink')
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/%2f%2fevil.example'])(
  'after signing in nobody is sent to %s',
  async (next) => {
    expect(await comesBack(new Visitor(weft.url), 'olga', next)).toBe('/')
  },
)

test('a provider that is not there is no reason not to start, and says so', async () => {
  const alone = await WeftProcess.start({
    OIDC_GONE_ISSUER: 'http://127.0.0.1:1',
    OIDC_GONE_CLIENT_ID: 'weft',
    OIDC_GONE_CLIENT_SECRET: passwordOf('gone'),
  })
  const response = await new Visitor(alone.url).ask('GET', '/api/openid/gone')
  expect(response.headers.get('location')).toBe('/sign-in?problem=unavailable')
  expect(alone.output).not.toContain(passwordOf('gone'))
  await alone.remove()
})
