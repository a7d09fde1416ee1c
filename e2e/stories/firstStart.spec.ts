import { expect } from '@playwright/test'
import { freshServer } from '../freshServer.ts'
import { fillAccount } from '../accountForm.ts'

const test = freshServer

test('the first start: a link makes the first administrator, who invites somebody, and both write', async ({
  join,
  weft,
}) => {
  const ada = await join('Ada', null, { permissions: ['clipboard-read', 'clipboard-write'] })
  await ada.page.goto(weft.setup!)
  await expect(ada.page.getByRole('heading', { name: 'Welcome to your Weft' })).toBeVisible()
  await expect(ada.page).toHaveURL(`${weft.url}/join`)
  await expect(ada.page.getByLabel('Your name')).toBeFocused()
  await fillAccount(ada.page, { name: 'Ada', password: '12345678' })
  await expect(ada.page.getByRole('alert')).toContainText('This password would be guessed soon')
  await fillAccount(ada.page, { name: 'Ada' })

  await expect(ada.page.getByRole('heading', { name: 'People and rights' })).toBeVisible()
  await ada.page.getByRole('button', { name: 'Invite' }).click()
  await ada.page.getByRole('button', { name: 'Make the link' }).click()
  const link = await ada.page.getByLabel('One-time link').inputValue()
  await ada.page.getByRole('button', { name: 'Copy' }).click()
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe(link)

  const bob = await join('Bob')
  await bob.page.goto(link)
  await expect(bob.page.getByRole('heading', { name: 'You are invited' })).toBeVisible()
  await fillAccount(bob.page, { name: 'Bob' })
  await expect(bob.page.getByRole('button', { name: 'Your account: Bob' })).toBeVisible()
  await bob.page.goto(`${weft.url}/people`)
  await expect(bob.page.getByRole('heading', { name: 'This is for administrators' })).toBeVisible()

  const eve = await join('Eve')
  await eve.page.goto(link)
  await expect(eve.page.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible()
})

test('two friends need no account and no form', async ({ join, weft }) => {
  const ann = await join('Ann')
  await ann.page.goto(weft.url)
  await ann.page.getByRole('button', { name: 'New document' }).click()
  await ann.begins('Just us two')
  const bob = await join('Bob', ann.page.url())
  await bob.goesToEnd()
  await bob.types(', really')
  await ann.sees('Just us two, really')
})
