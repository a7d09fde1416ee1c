import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { emailOf, fillAccount, passwordOf } from '../accountForm.ts'
import { freshServer } from '../freshServer.ts'

const test = freshServer

test('an invitation that went to the wrong address is taken back, and lets nobody in', async ({
  join,
  weft,
}) => {
  const ada = await join('Ada')
  await ada.page.goto(weft.setup!)
  await fillAccount(ada.page, { name: 'Ada' })
  await ada.page.getByRole('button', { name: 'Invite' }).click()
  await ada.page.getByLabel('E-mail address (if it is only for one)').fill('cy@example.org')
  await ada.page.getByRole('button', { name: 'Make the link' }).click()
  const link = await ada.page.getByLabel('One-time link').inputValue()
  await ada.page.keyboard.press('Escape')
  const open = ada.page.getByRole('list', { name: 'Open invitations' })
  await expect(open.getByText('by Ada')).toBeVisible()
  const cy = await join('Cy')
  await cy.page.goto(link)
  await expect(cy.page.getByLabel('E-mail address')).toHaveValue('cy@example.org')

  await open.getByRole('button', { name: 'Withdraw the invitation for cy@example.org' }).click()
  await expect(open).toHaveCount(0)
  await cy.page.getByLabel('Your name').fill('Cy')
  await cy.page.getByLabel('New password').fill(passwordOf('Cy'))
  await cy.page.getByRole('button', { name: 'Create the account' }).click()
  await expect(cy.page.getByRole('alert')).toContainText('This link was used already, or is too old.')
})

test('an administrator suspends somebody who is writing: they are out at once, and in again when let', async ({
  join,
  weft,
}) => {
  const ada = await join('Ada')
  await ada.page.goto(weft.setup!)
  await fillAccount(ada.page, { name: 'Ada' })
  await ada.page.getByRole('button', { name: 'Invite' }).click()
  await ada.page.getByRole('button', { name: 'Make the link' }).click()
  const bob = await join('Bob')
  await bob.page.goto(await ada.page.getByLabel('One-time link').inputValue())
  await ada.page.keyboard.press('Escape')
  await fillAccount(bob.page, { name: 'Bob' })
  await bob.page.getByRole('button', { name: 'New document' }).click()
  await bob.begins('Bob’s plans')
  await bob.isToldSaved()

  await ada.page.reload()
  const people = ada.page.getByRole('list', { name: 'People' })
  const act = async (what: string): Promise<void> => {
    await people.getByRole('button', { name: 'What to do with Bob' }).click()
    await ada.page.getByRole('menuitem', { name: what }).click()
  }
  await act('Suspend')
  await expect(people.getByText('Suspended')).toBeVisible()
  await expect(bob.text).toHaveAttribute('contenteditable', 'false')
  await expect(bob.page.getByText('signed out').first()).toBeVisible()
  await act('Let in again')
  await expect(people.getByText('Suspended')).toHaveCount(0)

  await ada.page.getByRole('tab', { name: 'Groups' }).click()
  await ada.page.getByLabel('A new group').fill('Choir')
  await ada.page.getByRole('button', { name: 'Make a group' }).click()
  await ada.page.getByText('Choir', { exact: true }).click()
  await ada.page.getByLabel('Add somebody to “Choir”').selectOption('Bob')
  await expect(ada.page.getByRole('list', { name: 'Choir' }).getByText('Bob')).toBeVisible()

  await ada.page.getByRole('tab', { name: 'Who may come in' }).click()
  await ada.page.getByLabel('Guests').selectOption('Are not let in')
  await ada.page.getByRole('button', { name: 'Save' }).click()
  await expect(ada.page.getByText('It holds from now on')).toBeVisible()
  const gus = await join('Gus')
  await gus.page.goto(bob.page.url())
  await expect(gus.page.getByRole('link', { name: 'Sign in' })).toBeVisible()

  await ada.page.getByRole('tab', { name: 'What was done' }).click()
  const table = ada.page.getByRole('table')
  await expect(table.getByRole('row')).not.toHaveCount(2)
  await ada.page.getByLabel('What', { exact: true }).selectOption('Suspended somebody')
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('row').last()).toContainText('Bob')
  const download = ada.page.waitForEvent('download')
  await ada.page.getByRole('link', { name: 'Download as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('weft-audit.csv')

  for (const tab of ['What was done', 'Who may come in', 'Groups', 'People']) {
    await ada.page.getByRole('tab', { name: tab }).click()
    await expect(ada.page.getByRole('region', { name: tab })).toBeVisible()
    const { violations } = await new AxeBuilder({ page: ada.page }).analyze()
    expect([tab, violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([tab, []])
  }
  await act('Delete…')
  await ada.page.getByLabel('New owner').selectOption(`Ada (${emailOf('Ada')})`)
  await ada.page.getByRole('button', { name: 'Delete for good' }).click()
  await expect(people.getByRole('listitem')).toHaveCount(1)
  await ada.page.goto(weft.url)
  await expect(ada.page.getByRole('link', { name: 'Bob’s plans' })).toBeVisible()
})
