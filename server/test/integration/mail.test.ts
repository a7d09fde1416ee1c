import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailOf, firstAdministrator, newMember, passwordOf, signIn } from '../people/household.ts'
import { totpCode } from '../../src/directory/totp.ts'
import { Visitor } from '../people/visitor.ts'
import { WeftProcess } from './weftProcess.ts'

const mails: { to: string[]; text: string }[] = []
let arrived = (): void => {}
const postOffice = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    let text = ''
    stream.on('data', (chunk: Buffer) => void (text += chunk.toString()))
    stream.on('end', () => {
      mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
      arrived()
      done()
    })
  },
})
const nextMail = async (count: number): Promise<(typeof mails)[number]> => {
  while (mails.length < count) await new Promise<void>((resolve) => (arrived = resolve))
  return mails[count - 1]!
}
/** The text of a mail may be folded (RFC 2045, quoted-printable). */
const unfolded = (text: string): string => text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
const tokenIn = (text: string): string => /\/join#(\w+)/.exec(unfolded(text))![1]!

let weft: WeftProcess
let ada: Visitor
beforeAll(async () => {
  await new Promise<void>((resolve) => postOffice.listen(0, '127.0.0.1', resolve))
  const { port } = postOffice.server.address() as AddressInfo
  weft = await WeftProcess.start({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    SMTP_FROM: 'weft@example.org',
    PUBLIC_URL: 'http://weft.example.org',
  })
  ada = await firstAdministrator(weft.url, weft.setup!)
})
afterAll(async () => {
  await weft.remove()
  await new Promise<void>((resolve) => postOffice.close(() => resolve()))
})

test('somebody of an allowed domain registers with what comes by mail, and others hear the same and get nothing', async () => {
  await ada.does('PATCH', '/api/administration/settings', { domains: ['@Example.org'] })
  const ask = async (email: string): Promise<[number, string]> => {
    const response = await new Visitor(weft.url).ask('POST', '/api/invitations/ask', { email })
    return [response.status, await response.text()]
  }
  expect(await ask('zoe@elsewhere.org')).toEqual([202, ''])
  expect(await ask(emailOf('ada'))).toEqual([202, ''])
  expect(await ask(emailOf('zoe'))).toEqual([202, ''])
  const mail = await nextMail(1)
  expect(mail.to).toEqual([emailOf('zoe')])
  const token = tokenIn(mail.text)
  const account = { name: 'Zoe', email: emailOf('zoe'), password: passwordOf('zoe') }
  expect((await new Visitor(weft.url).ask('POST', '/api/register', account)).status).toBe(403)
  await new Visitor(weft.url).does('POST', '/api/register', { ...account, token })
  await signIn(weft.url, 'zoe')
})

test('a forgotten password is set anew with a link that comes by mail, and only to whom there is', async () => {
  const lee = await newMember(ada, 'lee')
  const forgot = (email: string) => new Visitor(weft.url).does('POST', '/api/password/forgotten', { email })
  await forgot('nobody@example.org')
  await forgot(emailOf('lee'))
  const mail = await nextMail(2)
  expect(mail.to).toEqual([emailOf('lee')])
  const token = tokenIn(mail.text)
  await new Visitor(weft.url).does('POST', '/api/password/reset', {
    token,
    password: 'quite another password',
  })
  expect((await lee.ask('GET', '/api/me/sessions')).status).toBe(401)
})

test('with a second factor, a link from a mail alone does not sign in; and no request says where it leads', async () => {
  const max = await newMember(ada, 'max')
  const { secret } = await max.does<{ secret: string }>('POST', '/api/me/second-factor')
  const code = totpCode(secret, Math.floor(Date.now() / 30_000))
  await max.does('POST', '/api/me/second-factor/confirm', { code })
  await fetch(`${weft.url}/api/password/forgotten`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-host': 'evil.example' },
    body: JSON.stringify({ email: emailOf('max') }),
  })
  const { text } = await nextMail(3)
  expect(text).toContain('http://weft.example.org/join#')
  const reader = new Visitor(weft.url)
  const password = 'quite another password'
  await reader.does('POST', '/api/password/reset', { token: tokenIn(text), password })
  expect((await reader.ask('GET', '/api/me/sessions')).status).toBe(401)
  const again = await reader.ask('POST', '/api/sign-in', { email: emailOf('max'), password })
  expect(await again.json()).toMatchObject({ kind: 'codeNeeded' })
})

test('owners are told by mail that somebody asks to be let in, once, and without what a stranger writes to them', async () => {
  const document = await ada.newDocument()
  const stranger = await new Visitor(weft.url).arrives()
  await stranger.does('PATCH', '/api/me', { name: 'Zed\r\nBcc: all@example.org' })
  const ask = (message: string) =>
    stranger.does('POST', `/api/documents/${document}/requests`, { role: 'editor', message })
  await ask('buy my pills')
  await ask('buy my pills, please')
  const { to, text } = await nextMail(4)
  expect(to).toEqual([emailOf('ada')])
  expect(unfolded(text)).toContain(`http://weft.example.org/d/${document}`)
  expect(text).toContain('Zed')
  expect(text).not.toMatch(/^Bcc:/m)
  expect(text).not.toContain('pills')
})

test('an invitation goes out by mail, and says so', async () => {
  const made = await ada.does<{ link: string; mailed: boolean }>('POST', '/api/administration/invitations', {
    email: emailOf('kim'),
  })
  expect(made.mailed).toBe(true)
  expect(tokenIn((await nextMail(5)).text)).toBe(made.link.split('#')[1])
})
