import { AxeBuilder } from '@axe-core/playwright'
import { createHmac } from 'node:crypto'
import { join as joinPath } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, type Page } from '@playwright/test'
import { emailOf, fillAccount, passwordOf, signIn } from '../accountForm.ts'
import { test as base } from '../stories.ts'
import { ownServer, type WeftServer } from '../weftServer.ts'
import type { Writer } from '../writer.ts'

/** A Weft where whoever wants makes an account; Ada administers it. */
const test = base.extend<{ registers: (writer: Writer) => Promise<void> }, { server: WeftServer }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      // A passkey is of a name, and an address of numbers has none.
      const weft = await ownServer({ HOST: 'localhost' })
      const cookie = await firstAdministrator(weft)
      await fetch(`${weft.url}/api/administration/settings`, {
        method: 'PATCH',
        headers: { origin: weft.url, cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ registration: 'open' }),
      })
      await use(weft)
      await weft.stop()
    },
    { scope: 'worker' },
  ],
  registers: ({ weft }, use) =>
    use(async ({ page, name }) => {
      await page.goto(`${weft.url}/register`)
      await fillAccount(page, { name })
      await expect(page.getByRole('button', { name: `Your account: ${name}` })).toBeVisible()
    }),
})

async function firstAdministrator({ url, setup }: WeftServer): Promise<string> {
  const response = await fetch(`${url}/api/register`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Ada',
      email: emailOf('Ada'),
      password: passwordOf('Ada'),
      token: setup!.split('#')[1],
    }),
  })
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

const part = (page: Page, name: string) => page.getByRole('region', { name })

test('a guest becomes a member with all documents, and finds them on another device', async ({
  join,
  weft,
  registers,
}) => {
  const gus = await join('Gus')
  for (const title of ['First notes', 'Second notes']) {
    await gus.page.goto(weft.url)
    await gus.page.getByRole('button', { name: 'New document' }).click()
    await gus.begins(title)
    await gus.isToldSaved()
  }
  await registers(gus)
  const phone = await join('Gus')
  await phone.page.goto(`${weft.url}/sign-in`)
  await signIn(phone.page, 'Gus', 'not the password')
  await expect(phone.page.getByRole('alert')).toContainText('The address or the password is wrong')
  await signIn(phone.page, 'Gus')
  for (const title of ['First notes', 'Second notes'])
    await expect(phone.page.getByRole('link', { name: title })).toBeVisible()
})

test('a device is signed out from another, and a new password ends all others', async ({
  join,
  weft,
  registers,
}) => {
  const lin = await join('Lin')
  await registers(lin)
  const other = await join('Lin')
  const signInThere = async (password = passwordOf('Lin')): Promise<void> => {
    await other.page.goto(`${weft.url}/sign-in?next=/account`)
    await signIn(other.page, 'Lin', password)
    await expect(other.page.getByRole('heading', { name: 'Account' })).toBeVisible()
  }
  await signInThere()
  await lin.page.goto(`${weft.url}/account`)
  await part(lin.page, 'Devices')
    .getByRole('button', { name: /^Sign out Chrome/ })
    .click()
  await expect(part(lin.page, 'Devices').getByRole('listitem')).toHaveCount(1)
  await other.page.reload()
  await expect(other.page.getByRole('heading', { name: 'You are a guest here' })).toBeVisible()

  await signInThere()
  await lin.page.getByLabel('Present password').first().fill(passwordOf('Lin'))
  await lin.page.getByLabel('New password').fill('quite another password')
  await lin.page.getByRole('button', { name: 'Change the password' }).click()
  await expect(lin.page.getByText('Your password is changed')).toBeVisible()
  await other.page.reload()
  await expect(other.page.getByRole('heading', { name: 'You are a guest here' })).toBeVisible()
  await signInThere('quite another password')
})

test('a passkey signs in without a password', async ({ join, weft, registers }) => {
  const kim = await join('Kim')
  const devtools = await kim.page.context().newCDPSession(kim.page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await registers(kim)
  await kim.page.goto(`${weft.url}/sign-in?next=/account`)
  await signIn(kim.page, 'Kim')
  await kim.page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(part(kim.page, 'Passkeys').getByRole('listitem')).toContainText('Chrome')
  await kim.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(kim.page.getByRole('button', { name: 'New document' })).toBeVisible()
  await kim.page.goto(`${weft.url}/sign-in?next=/account`)
  await kim.page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(kim.page.getByText(`Signed in as ${emailOf('Kim')}`)).toBeVisible()
})

/** What an authenticator app shows for a secret (RFC 6238). */
function codeOf(secret: string, step: number): string {
  const bits = Array.from(secret, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('a second factor is asked for after the password, and a recovery code opens too', async ({
  join,
  weft,
  registers,
}) => {
  const max = await join('Max')
  await registers(max)
  await max.page.goto(`${weft.url}/account`)
  const factor = part(max.page, 'Second factor')
  await factor.getByRole('button', { name: 'Set up an authenticator' }).click()
  await expect(factor.getByRole('img', { name: 'The secret as a QR code' })).toBeVisible()
  const secret = /[A-Z2-7]{32}/.exec(await factor.innerText())![0]
  await factor.getByLabel('Code of your authenticator').fill(codeOf(secret, Math.floor(Date.now() / 30_000)))
  await factor.getByRole('button', { name: 'Turn it on' }).click()
  const recovery = await factor.getByRole('listitem').first().innerText()

  const other = await join('Max')
  await other.page.goto(`${weft.url}/sign-in?next=/account`)
  await signIn(other.page, 'Max')
  await other.page.getByLabel('Code of your authenticator').fill('000000')
  await other.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other.page.getByRole('alert')).toContainText('This code is wrong')
  await other.page.getByLabel('Code of your authenticator').fill(recovery)
  await other.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other.page.getByRole('heading', { name: 'Account' })).toBeVisible()
})

test('who finds a page open asks in vain for what would let them in for good: it wants the password again', async ({
  join,
  weft,
  registers,
}) => {
  test.skip(weft.folder === null, 'needs a server whose data are at hand')
  const pam = await join('Pam')
  await registers(pam)
  const database = new DatabaseSync(joinPath(weft.folder!, 'directory.sqlite'))
  database.exec('update sessions set createdAt = createdAt - 3600000')
  database.close()
  await pam.page.goto(`${weft.url}/account`)
  const tokens = part(pam.page, 'Tokens for programs')
  await tokens.getByLabel('What it is for').fill('A script')
  await tokens.getByRole('button', { name: 'Make a token' }).click()
  const question = pam.page.getByRole('dialog', { name: 'Your password, please' })
  await expect(question.getByLabel('Present password')).toBeFocused()
  await pam.page.keyboard.press('Escape')
  await expect(tokens.getByRole('alert')).toContainText('Confirm with your password first.')

  await tokens.getByRole('button', { name: 'Make a token' }).click()
  await question.getByLabel('Present password').fill('a guess of mine')
  await pam.page.keyboard.press('Enter')
  await expect(question.getByRole('alert')).toContainText('The address or the password is wrong.')
  await question.getByLabel('Present password').fill(passwordOf('Pam'))
  await pam.page.keyboard.press('Enter')
  await expect(tokens.getByRole('textbox', { name: 'Tokens for programs' })).toBeVisible()
  // For a while nothing asks again.
  await part(pam.page, 'Second factor').getByRole('button', { name: 'Set up an authenticator' }).click()
  await expect(part(pam.page, 'Second factor').getByLabel('Code of your authenticator')).toBeVisible()
})

test('a token made on the page lets a program in, until it is ended there', async ({
  join,
  weft,
  registers,
}) => {
  const pat = await join('Pat')
  await registers(pat)
  await pat.page.goto(`${weft.url}/account`)
  const tokens = part(pat.page, 'Tokens for programs')
  await tokens.getByLabel('What it is for').fill('A script')
  await tokens.getByRole('button', { name: 'Make a token' }).click()
  const token = await tokens.getByRole('textbox', { name: 'Tokens for programs' }).inputValue()
  const asked = async (): Promise<number> =>
    (await fetch(`${weft.url}/api/documents`, { headers: { authorization: `Bearer ${token}` } })).status
  expect(await asked()).toBe(200)
  await tokens.getByRole('button', { name: 'End the token “A script”' }).click()
  await expect(tokens.getByText('No program has a token of yours.')).toBeVisible()
  expect(await asked()).toBe(401)
})

test('the pages about oneself have no barriers, in the light and in the dark', async ({
  join,
  weft,
  registers,
}) => {
  const roy = await join('Roy')
  await registers(roy)
  for (const colorScheme of ['light', 'dark'] as const) {
    await roy.page.emulateMedia({ colorScheme })
    for (const path of ['/account', '/sign-in', '/register', '/trash', '/']) {
      await roy.page.goto(weft.url + path)
      await expect(roy.page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(roy.page.getByText('One moment…')).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page: roy.page }).analyze()
      expect([path, colorScheme, violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([
        path,
        colorScheme,
        [],
      ])
    }
  }
})

test('in Chinese, on a phone and by keyboard alone, an account is made', async ({ join, weft }) => {
  const ming = await join('小明', null, { locale: 'zh-CN', viewport: { width: 360, height: 740 } })
  await ming.page.goto(`${weft.url}/register`)
  await expect(ming.page.getByLabel('你的名字')).toBeFocused()
  await ming.types('小明')
  await ming.page.keyboard.press('Tab')
  await ming.types('ming@example.org')
  await ming.page.keyboard.press('Tab')
  await ming.types('床前明月光疑是地上霜')
  await ming.page.keyboard.press('Enter')
  await expect(ming.page.getByRole('button', { name: '你的账号：小明' })).toBeVisible()
  const wide = await ming.page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(360)
})
