import type { Page } from '@playwright/test'

export const passwordOf = (name: string): string => `a long way to the sea, ${name}`
export const emailOf = (name: string): string => `${name.toLowerCase()}@example.org`

/** Fills the form of a new account in, and sends it. */
export async function fillAccount(
  page: Page,
  { name, password = passwordOf(name) }: { name: string; password?: string },
): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail address').fill(emailOf(name))
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Create the account' }).click()
}

/** Signs in by the page. */
export async function signIn(page: Page, name: string, password = passwordOf(name)): Promise<void> {
  await page.getByLabel('E-mail address').fill(emailOf(name))
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
