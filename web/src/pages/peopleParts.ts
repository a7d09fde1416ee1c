import { lazy } from 'react'

/** The pages about accounts and people come with their texts, and only when somebody goes there. */
async function withTexts<T>(part: Promise<T>): Promise<T> {
  const texts = import('../i18n/people/load.ts').then(({ loadPeopleTexts }) => loadPeopleTexts())
  const [loaded] = await Promise.all([part, texts])
  return loaded
}

export const AccountMenu = lazy(async () => ({
  default: (await withTexts(import('../features/account/AccountMenu.tsx'))).AccountMenu,
}))
export const SignIn = lazy(async () => ({ default: (await withTexts(import('./SignIn.tsx'))).SignIn }))
export const Register = lazy(async () => ({ default: (await withTexts(import('./Register.tsx'))).Register }))
export const Join = lazy(async () => ({ default: (await withTexts(import('./Join.tsx'))).Join }))
export const Account = lazy(async () => ({ default: (await withTexts(import('./Account.tsx'))).Account }))
export const People = lazy(async () => ({ default: (await withTexts(import('./People.tsx'))).People }))
