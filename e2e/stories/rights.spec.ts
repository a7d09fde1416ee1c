import { expect } from '@playwright/test'
import { line } from '../line.ts'
import { stockClient } from '../stockClient.ts'
import { test } from '../stories.ts'
import type { Writer } from '../writer.ts'

/** Somebody makes a document of their own, from the home page. */
async function begins(writer: Writer, home: string, title: string): Promise<string> {
  await writer.page.goto(home)
  await writer.page.getByRole('button', { name: 'New document' }).click()
  await expect(writer.text).toHaveAttribute('contenteditable', 'true')
  await writer.begins(title)
  await writer.isToldSaved()
  return writer.page.url()
}

async function letsTheLink({ page }: Writer, role: 'none' | 'viewer' | 'editor'): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click()
  const choice = page.getByLabel('What whoever has the link may do')
  const told = page.waitForResponse((response) => response.url().endsWith('/link') && response.ok())
  await choice.selectOption(role)
  await told
  await page.keyboard.press('Escape')
}

test('who loses the right to write in the middle of a word keeps it, as a copy of their own', async ({
  join,
  weft,
}) => {
  const ann = await join('Ann')
  const address = await begins(ann, weft.url, 'Shared')
  const bob = await join('Bob')
  const network = await line(bob.page)
  await bob.open(address)
  await bob.sees('Shared')
  await bob.goesToEnd()
  network.cut()
  await bob.types(' and my last words')
  await expect(bob.status).toHaveAttribute('data-state', 'saving')
  await letsTheLink(ann, 'viewer')
  network.mend()
  await expect(bob.status).toHaveAttribute('data-state', 'notSaved')
  await expect(bob.page.getByText('You may no longer write here.')).toBeVisible()
  await expect(bob.text).toHaveAttribute('contenteditable', 'false')
  await bob.sees('Shared and my last words')
  expect(await ann.reads()).toBe('Shared')

  await bob.page.getByRole('button', { name: 'Keep as my own copy' }).click()
  await expect(bob.page).not.toHaveURL(address)
  await expect(bob.text).toHaveAttribute('contenteditable', 'true')
  await bob.sees('Shared and my last words')
  await bob.isToldSaved()
  const copy = bob.page.url()
  await bob.page.reload()
  await bob.sees('Shared and my last words')
  // It is theirs, and a document like any other.
  const cleo = await join('Cleo', copy)
  await cleo.sees('Shared and my last words')
  expect(await ann.reads()).toBe('Shared')
})

test('who gets the right back goes on, and what was refused meanwhile is saved', async ({ join, weft }) => {
  const ann = await join('Ann')
  const address = await begins(ann, weft.url, 'Given')
  const bob = await join('Bob')
  const network = await line(bob.page)
  await bob.open(address)
  await bob.sees('Given')
  await bob.goesToEnd()
  network.cut()
  await bob.types(' back')
  await letsTheLink(ann, 'viewer')
  network.mend()
  await expect(bob.page.getByText('You may no longer write here.')).toBeVisible()
  await letsTheLink(ann, 'editor')
  await bob.isToldSaved()
  await expect(bob.page.getByText('You may no longer write here.')).toHaveCount(0)
  await ann.sees('Given back')
})

test('a link that is turned off puts everybody out within a second, and nothing more arrives', async ({
  join,
  weft,
}) => {
  const ann = await join('Ann')
  const address = await begins(ann, weft.url, 'Open')
  const bob = await join('Bob', address)
  const program = await stockClient(address)
  await bob.sees('Open')
  await expect(ann.here).toHaveCount(3)
  await letsTheLink(ann, 'none')
  await expect(bob.page.getByText('You no longer have access to this document.')).toBeVisible({
    timeout: 1500,
  })
  await expect(ann.here).toHaveCount(1)
  await ann.goesToEnd()
  await ann.types(' and closed')
  await ann.isToldSaved()
  expect(await bob.reads()).toBe('Open')
  expect(program.text.toJSON()).not.toContain('closed')
  program.leave()
  // Nothing of Bob's was lost, and nobody says so.
  await expect(bob.status).toHaveText('Read only')

  await bob.page.getByRole('button', { name: 'Try again' }).click()
  await expect(bob.page.getByText('you may no longer see it')).toBeVisible()
  await bob.page.getByRole('button', { name: 'Keep as my own copy' }).click()
  await expect(bob.page).not.toHaveURL(address)
  await bob.sees('Open')
  await bob.isToldSaved()
})

test('a page whose text is as it was left can be copied', async ({ join, weft }) => {
  const ann = await join('Ann')
  const address = await begins(ann, weft.url, 'To take along')
  const bob = await join('Bob', null, { permissions: ['clipboard-read', 'clipboard-write'] })
  await bob.open(address)
  await bob.sees('To take along')
  await letsTheLink(ann, 'none')
  await bob.page.getByRole('button', { name: 'Copy the text' }).click()
  await expect(bob.page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await bob.page.evaluate(() => navigator.clipboard.readText())).toContain('To take along')
})

test('somebody who is signed out while the page is open is asked to sign in, and loses no letter', async ({
  join,
  weft,
}) => {
  const ann = await join('Ann')
  const address = await begins(ann, weft.url, 'Signed')
  const bob = await join('Bob')
  const refuse: (() => void)[] = []
  await bob.page.routeWebSocket(/\/sync\//, (socket) => {
    const server = socket.connectToServer()
    refuse.push(() => {
      void server.close()
      void socket.close({ code: 4401, reason: 'notSignedIn' })
    })
  })
  await bob.open(address)
  await bob.sees('Signed')
  refuse.at(-1)?.()
  await expect(bob.page.getByText('You are signed out.')).toBeVisible()
  const signIn = bob.page.getByRole('link', { name: 'Sign in' })
  await expect(signIn).toHaveAttribute(
    'href',
    `/sign-in?next=${encodeURIComponent(new URL(address).pathname)}`,
  )
  await bob.sees('Signed')
  // Back from the other tab.
  await bob.page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(bob.text).toHaveAttribute('contenteditable', 'true')
  await bob.goesToEnd()
  await bob.types(' in')
  await ann.sees('Signed in')
})

test('a document that opens only for members says so', async ({ join, weft }) => {
  const bob = await join('Bob')
  await bob.page.routeWebSocket(/\/sync\//, (socket) => void socket.close({ code: 4401 }))
  await bob.page.goto(`${weft.url}/d/0123456789012345678901`)
  await expect(bob.page.getByRole('heading', { name: 'Sign in to open this document' })).toBeVisible()
  await expect(bob.page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})
