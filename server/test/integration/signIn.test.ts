import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emailOf, firstAdministrator, newMember, passwordOf, signIn } from '../people/household.ts'
import { reception } from '../people/reception.ts'
import { totpCode } from '../../src/directory/totp.ts'
import { Visitor } from '../people/visitor.ts'
import { WeftProcess } from './weftProcess.ts'

let weft: WeftProcess
let ada: Visitor
beforeAll(async () => {
  weft = await WeftProcess.start({ TRUST_PROXY: 'false' })
})
afterAll(() => weft.remove())

interface Problem {
  kind: string
}
const kindOf = async (response: Response): Promise<string> => ((await response.json()) as Problem).kind

describe('the first start', () => {
  test('without its link nobody can make the first account', async () => {
    const eve = new Visitor(weft.url)
    const account = { name: 'Eve', email: emailOf('eve'), password: passwordOf('eve') }
    for (const token of [undefined, 'nothing', '0'.repeat(44)]) {
      const response = await eve.ask('POST', '/api/register', { ...account, token })
      expect(response.ok).toBe(false)
    }
    const me = await eve.does<{ needsSetup: boolean }>('GET', '/api/me')
    expect(me.needsSetup).toBe(true)
  })

  test('a weak password does not use the link up, and the link works once', async () => {
    const token = weft.setup!.split('#')[1]!
    const account = { name: 'Ada', email: emailOf('ada'), token }
    const weak = await new Visitor(weft.url).ask('POST', '/api/register', {
      ...account,
      password: '12345678',
    })
    expect(await kindOf(weak)).toBe('weakPassword')
    ada = await firstAdministrator(weft.url, weft.setup!)
    expect(await ada.does('GET', '/api/me')).toMatchObject({
      person: { isAdministrator: true },
      needsSetup: false,
    })
    const again = await new Visitor(weft.url).ask('POST', '/api/register', {
      ...account,
      email: 'x@example.org',
      password: passwordOf('x'),
    })
    expect(await kindOf(again)).toBe('expiredLink')
  })

  test('with an administrator, a start makes no link any more', async () => {
    await weft.stop()
    await weft.start()
    expect(weft.setup).toBeNull()
    ada = await signIn(weft.url, 'ada')
  })
})

describe('registration', () => {
  const account = (name: string) => ({ name, email: emailOf(name), password: passwordOf(name) })

  test('is by invitation, open or closed, as administrators say', async () => {
    const tries = async (name: string): Promise<number> =>
      (await new Visitor(weft.url).ask('POST', '/api/register', account(name))).status
    expect(await tries('first')).toBe(403)
    await ada.does('PATCH', '/api/administration/settings', { registration: 'open' })
    expect(await tries('first')).toBe(201)
    await ada.does('PATCH', '/api/administration/settings', { registration: 'closed' })
    expect(await tries('second')).toBe(403)
    await ada.does('PATCH', '/api/administration/settings', { registration: 'invite' })
  })

  test('an invitation for one address is for no other, and of many who use one at once only one comes in', async () => {
    const invited = await ada.does<{ link: string }>('POST', '/api/administration/invitations', {
      email: 'Zoe@Example.org',
    })
    const token = invited.link.split('#')[1]!
    const other = await new Visitor(weft.url).ask('POST', '/api/register', { ...account('zack'), token })
    expect(other.status).toBe(400)
    const all = await Promise.all(
      Array.from({ length: 5 }, () =>
        new Visitor(weft.url).ask('POST', '/api/register', { ...account('zoe'), token }),
      ),
    )
    expect(all.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1)
  })

  test('domains need mail to be proved, and the server says so', async () => {
    const response = await ada.ask('PATCH', '/api/administration/settings', { domains: ['example.org'] })
    expect(await kindOf(response)).toBe('cannotMail')
  })

  test.each([
    '',
    'ann',
    'ann@',
    '@example.org',
    'ann@example',
    'a b@example.org',
    'ann@exam ple.org',
    '<ann@example.org>',
  ])('«%s» is no address', async (email) => {
    const { link } = await ada.does<{ link: string }>('POST', '/api/administration/invitations', {})
    const given = { ...account('ann'), email, token: link.split('#')[1] }
    expect((await new Visitor(weft.url).ask('POST', '/api/register', given)).status).toBe(400)
  })
})

describe('a guest', () => {
  test('is a person of their own, works at once, and takes all documents along into an account', async () => {
    const gus = await new Visitor(weft.url).arrives()
    const before = await gus.id
    expect(await gus.id).toBe(before)
    const [one, two] = [await gus.newDocument(), await gus.newDocument()]
    const theirs = await ada.newDocument()
    await ada.does('PUT', `/api/documents/${theirs}/link`, { role: 'viewer', expiresAt: null })
    expect(await reception(gus.connect(theirs))).toBe('viewer')
    await newMember(ada, 'gus', gus)
    const { documents } = await gus.does<{ documents: { id: string; role: string }[] }>(
      'GET',
      '/api/documents',
    )
    expect(new Map(documents.map(({ id, role }) => [id, role]))).toEqual(
      new Map([
        [one, 'owner'],
        [two, 'owner'],
        [theirs, 'viewer'],
      ]),
    )
    expect(await gus.id).not.toBe(before)
  })

  test.each([
    ['of another person', (cookie: string) => cookie.replace(/^[^.]+/, '0'.repeat(22))],
    ['without a signature', (cookie: string) => cookie.split('.')[0]!],
    ['with another signature', (cookie: string) => `${cookie.split('.')[0]}.${'A'.repeat(43)}`],
    ['that is nothing', () => '....'],
  ])('cannot make a cookie %s', async (_what, forge) => {
    const gus = await new Visitor(weft.url).arrives()
    const cookie = /weft_guest=([^;]+)/.exec(gus.headers['cookie']!)![1]!
    const response = await fetch(`${weft.url}/api/me`, {
      headers: { cookie: `weft_guest=${forge(cookie)}`, origin: weft.url },
    })
    expect(await response.json()).toMatchObject({ person: null })
  })
})

describe('cookies', () => {
  test('are no script’s, stay on this site, and never leave TLS where there is TLS', async () => {
    const plain = (await fetch(`${weft.url}/d/x`)).headers.getSetCookie()[0]!
    expect(plain).toMatch(/^weft_guest=\S+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
    const secure = await WeftProcess.start({ PUBLIC_URL: 'https://weft.example.org' })
    const response = await fetch(`${secure.url}/d/x`)
    expect(response.headers.getSetCookie()[0]).toMatch(/; Secure$/)
    expect(response.headers.get('strict-transport-security')).toContain('max-age=')
    await secure.remove()
  })

  test('do not count in what another site’s page, or no page, asks to change', async () => {
    const mia = await newMember(ada, 'mia')
    expect((await mia.from('https://evil.example').ask('POST', '/api/documents')).status).toBe(403)
    expect((await mia.from('null').ask('POST', '/api/documents')).status).toBe(403)
    expect((await mia.from(null).ask('PATCH', '/api/me', { name: 'Eve' })).status).toBe(401)
    expect(await reception(mia.from(null).connect(await mia.newDocument()))).toBe(4404)
  })
})

describe('signing in', () => {
  test('the same is said of people who are not there, and it takes as long', async () => {
    await newMember(ada, 'kim')
    const answer = async (email: string): Promise<[number, string, number]> => {
      const started = performance.now()
      const response = await new Visitor(weft.url).ask('POST', '/api/sign-in', {
        email,
        password: 'wrong password',
      })
      return [response.status, await response.text(), performance.now() - started]
    }
    const [status, text, took] = await answer(emailOf('kim'))
    const [noStatus, noText, noTook] = await answer('nobody@example.org')
    expect([noStatus, noText]).toEqual([status, text])
    // Without the same hashing it is a fiftieth.
    expect(noTook).toBeGreaterThan(took / 5)
  })

  test('of a thousand guesses from everywhere at most ten are looked at', async () => {
    await newMember(ada, 'lee')
    const guess = async (i: number): Promise<number> => {
      const response = await fetch(`${weft.url}/api/sign-in`, {
        method: 'POST',
        headers: {
          origin: weft.url,
          'content-type': 'application/json',
          'x-forwarded-for': `10.0.${i % 250}.${i % 200}`,
          'x-real-ip': `10.1.0.${i % 250}`,
          forwarded: `for=10.2.0.${i % 250}`,
          'user-agent': `guess ${i}`,
        },
        body: JSON.stringify({
          email: i % 2 === 0 ? emailOf('lee') : emailOf('lee').toUpperCase(),
          password: `guess ${i}`,
        }),
      })
      return response.status
    }
    const statuses: number[] = []
    for (let i = 0; i < 1000; i++) statuses.push(await guess(i))
    expect(statuses.filter((status) => status !== 429).length).toBeLessThanOrEqual(10)
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    expect(
      (
        await new Visitor(weft.url).ask('POST', '/api/sign-in', {
          email: emailOf('lee'),
          password: passwordOf('lee'),
        })
      ).status,
    ).toBe(429)
  })
})

test('whoever guesses at a password elsewhere does not lock out whose it is', async () => {
  const behind = await WeftProcess.start({ TRUST_PROXY: 'true' })
  const administrator = await firstAdministrator(behind.url, behind.setup!)
  await newMember(administrator, 'lee')
  const signInFrom = async (network: string, password: string): Promise<number> => {
    const response = await fetch(`${behind.url}/api/sign-in`, {
      method: 'POST',
      headers: { origin: behind.url, 'content-type': 'application/json', 'x-forwarded-for': network },
      body: JSON.stringify({ email: emailOf('lee'), password }),
    })
    return response.status
  }
  for (let i = 0; i < 30; i++) await signInFrom(`2001:db8:6:6::${i}`, `guess ${i}`)
  expect(await signInFrom('2001:db8:6:6:7::1', passwordOf('lee'))).toBe(429)
  expect(await signInFrom('2001:db8:1:1::1', passwordOf('lee'))).toBe(204)
  await behind.remove()
})

test('from one place, who has no account makes only so many documents, and members go on making theirs', async () => {
  const small = await WeftProcess.start()
  const administrator = await firstAdministrator(small.url, small.setup!)
  const statuses: number[] = []
  for (let i = 0; i < 320; i++)
    statuses.push((await new Visitor(small.url).ask('POST', '/api/documents')).status)
  expect(new Set(statuses)).toEqual(new Set([201, 429]))
  expect((await administrator.ask('POST', '/api/documents')).status).toBe(201)
  await small.remove()
})

test('[C4] one person has no more connections than may be, from wherever they come', async () => {
  const small = await WeftProcess.start({ MAX_CONNECTIONS_PER_PERSON: '2' })
  const gus = await new Visitor(small.url).arrives()
  const page = await gus.newDocument()
  const sockets = [gus.connect(page), gus.connect(page)]
  expect(await Promise.all(sockets.map(reception))).toEqual(['owner', 'owner'])
  expect(await reception(gus.connect(page))).toBe(4529)
  expect(await reception((await new Visitor(small.url).arrives()).connect(page))).toBe('editor')
  const gone = new Promise((resolve) => sockets[0]!.once('close', resolve))
  sockets[0]!.close()
  await gone
  expect(await reception(gus.connect(page))).toBe('owner')
  await small.remove()
})

test('behind a proxy, what the client itself writes into its headers moves no limit', async () => {
  const behind = await WeftProcess.start({ TRUST_PROXY: 'true' })
  const statuses = new Set<number>()
  for (let i = 0; i < 120; i++) {
    const response = await fetch(`${behind.url}/api/links/look`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${i}, 203.0.113.7` },
      body: '{"token":"x"}',
    })
    statuses.add(response.status)
  }
  expect(statuses).toEqual(new Set([410, 429]))
  await behind.remove()
})

describe('tokens', () => {
  test.each([
    ['nothing', () => ''],
    ['another', () => 'weft_0000000000000000000000000000000000000000000'],
    ['a part', (token: string) => token.slice(0, -1)],
    ['more', (token: string) => `${token}x`],
    ['an unsigned JWT', () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEiLCJhZG1pbiI6dHJ1ZX0.'],
    ['a session', () => '0'.repeat(44)],
  ])('%s instead of a token is refused', async (_what, forge) => {
    const { token } = await ada.does<{ token: string }>('POST', '/api/me/tokens', {
      name: 'x',
      scope: 'write',
      days: 1,
    })
    const forged = forge(token)
    if (forged === '') return
    expect(
      (await new Visitor(weft.url, { origin: null, token: forged }).ask('GET', '/api/documents')).status,
    ).toBe(401)
    const page = await ada.newDocument()
    const eve = new Visitor(weft.url, { origin: null, token: forged })
    expect(await reception(eve.connect(page))).toBe(4401)
  })

  test('a ticket lets one socket in, once, and no other request', async () => {
    const page = await ada.newDocument()
    const { ticket } = await ada.does<{ ticket: string }>('POST', '/api/tickets')
    const stranger = new Visitor(weft.url, { origin: null })
    const withTicket = () => stranger.connect(page, { ticket })
    expect(await reception(withTicket())).toBe('owner')
    expect(await reception(withTicket())).toBe(4401)
    const response = await fetch(`${weft.url}/api/documents?ticket=${ticket}`)
    expect(response.status).toBe(401)
  })
})

test('of many who say the same code at once, one is right; and nobody after them', async () => {
  const fresh = await WeftProcess.start()
  const ned = await newMember(await firstAdministrator(fresh.url, fresh.setup!), 'ned')
  const { secret } = await ned.does<{ secret: string }>('POST', '/api/me/second-factor')
  const step = Math.floor(Date.now() / 30_000)
  const { codes } = await ned.does<{ codes: string[] }>('POST', '/api/me/second-factor/confirm', {
    code: totpCode(secret, step - 1),
  })
  const account = { email: emailOf('ned'), password: passwordOf('ned') }
  const say = async (code: string): Promise<number> =>
    (await new Visitor(fresh.url).ask('POST', '/api/sign-in', { ...account, code })).status
  for (const code of [totpCode(secret, step), codes[0]!]) {
    const statuses = await Promise.all([say(code), say(code), say(code), say(code)])
    expect(statuses.sort()).toEqual([204, 401, 401, 401])
  }
  expect(await say(codes[0]!)).toBe(401)
  await fresh.remove()
})

test('no token, password or address of a document stands in what the server says', async () => {
  const secrets = [passwordOf('ada'), passwordOf('gus')]
  const { token } = await ada.does<{ token: string }>('POST', '/api/me/tokens', {
    name: 'x',
    scope: 'write',
    days: 1,
  })
  const { link } = await ada.does<{ link: string }>('POST', '/api/administration/invitations', {})
  const { ticket } = await ada.does<{ ticket: string }>('POST', '/api/tickets')
  const page = await ada.newDocument()
  await reception(ada.connect(page, { token }))
  await reception(new Visitor(weft.url).connect('0'.repeat(22), { token }))
  secrets.push(
    token,
    link.split('#')[1]!,
    ticket,
    page,
    /weft_session=([^;]+)/.exec(ada.headers['cookie']!)![1]!,
  )
  await weft.stop()
  for (const secret of secrets) expect(weft.output).not.toContain(secret)
  await weft.start()
})
