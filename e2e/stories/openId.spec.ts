import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from '@playwright/test'
import { Provider } from 'oidc-provider'
import { emailOf, fillAccount, signIn } from '../accountForm.ts'
import { test as base } from '../stories.ts'
import { ownServer, type WeftServer } from '../weftServer.ts'

/** A Weft that knows another provider, «School», which knows Olga and Ada. */
const test = base.extend<object, { school: Server; server: WeftServer }>({
  school: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const school = createServer()
      await new Promise<void>((resolve) => school.listen(0, '127.0.0.1', resolve))
      await use(school)
      school.close()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ school }, use) => {
      const issuer = `http://127.0.0.1:${(school.address() as AddressInfo).port}`
      const weft = await ownServer({
        OIDC_SCHOOL_ISSUER: issuer,
        OIDC_SCHOOL_CLIENT_ID: 'weft',
        OIDC_SCHOOL_CLIENT_SECRET: 'a secret between the two',
        OIDC_SCHOOL_LABEL: 'School',
      })
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: 'weft',
            client_secret: 'a secret between the two',
            redirect_uris: [`${weft.url}/api/openid/school/callback`],
          },
        ],
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        findAccount: (_context, id) => ({
          accountId: id,
          claims: () => ({ sub: id, name: id, email: emailOf(id), email_verified: true }),
        }),
        cookies: { keys: ['for this story'] },
      })
      const answer = provider.callback()
      school.on('request', (request, response) => void answer(request, response))
      await use(weft)
      await weft.stop()
    },
    { scope: 'worker' },
  ],
})

test('who is at the school signs in there, and who has an account here links the two', async ({
  join,
  weft,
  school,
}) => {
  const host = `127.0.0.1:${(school.address() as AddressInfo).port}`
  // The school's own page asks for its letters there.
  const visits = [host, 'fonts.googleapis.com']
  const signInAtSchool = async (
    page: Awaited<ReturnType<typeof join>>['page'],
    name: string,
  ): Promise<void> => {
    await page.waitForURL((url) => url.host === host)
    await page.getByPlaceholder('Enter any login').fill(name)
    await page.getByPlaceholder('and password').fill('any')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL((url) => url.host !== host)
  }
  const ada = await join('Ada', null, { visits })
  await ada.page.goto(weft.setup!)
  await fillAccount(ada.page, { name: 'Ada' })
  await ada.page.getByRole('tab', { name: 'Who may come in' }).click()
  await ada.page.getByLabel('New accounts').selectOption('Whoever wants makes one')
  await ada.page.getByRole('button', { name: 'Save' }).click()
  await expect(ada.page.getByText('It holds from now on')).toBeVisible()

  const olga = await join('Olga', null, { visits })
  await olga.page.goto(`${weft.url}/sign-in?next=/account`)
  await olga.page.getByRole('link', { name: 'Sign in with School' }).click()
  await signInAtSchool(olga.page, 'Olga')
  await expect(olga.page.getByText(`Signed in as ${emailOf('Olga')}`)).toBeVisible()

  const other = await join('Ada', null, { visits })
  await other.page.goto(`${weft.url}/sign-in?next=/account`)
  await other.page.getByRole('link', { name: 'Sign in with School' }).click()
  await signInAtSchool(other.page, 'Ada')
  await expect(other.page.getByRole('alert')).toContainText('There is an account with this address already')
  await signIn(other.page, 'Ada')
  await expect(other.page.getByRole('button', { name: 'Your account: Ada' })).toBeVisible()
  await other.page.goto(`${weft.url}/account`)
  await other.page.getByRole('button', { name: 'Link School' }).click()
  await other.page.waitForURL(`${weft.url}/account`)
  await expect(other.page.getByText('School lets you in')).toBeVisible()
})
