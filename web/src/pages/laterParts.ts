import { lazy } from 'react'

/** What a page says about rights comes with its texts, and only where it is needed. */
async function withTexts<T>(part: Promise<T>): Promise<T> {
  const texts = import('../i18n/share/load.ts').then(({ loadShareTexts }) => loadShareTexts())
  const [loaded] = await Promise.all([part, texts])
  return loaded
}

export const ReadingStrip = lazy(async () => ({
  default: (await withTexts(import('../features/access/ReadingStrip.tsx'))).ReadingStrip,
}))
export const RightsLost = lazy(async () => ({
  default: (await withTexts(import('../features/access/RightsLost.tsx'))).RightsLost,
}))
export const Door = lazy(async () => ({
  default: (await withTexts(import('../features/access/Door.tsx'))).Door,
}))
export const SignInFirst = lazy(async () => ({
  default: (await withTexts(import('../features/access/SignInFirst.tsx'))).SignInFirst,
}))
export const ShareDialog = lazy(async () => ({
  default: (await withTexts(import('../features/share/ShareDialog.tsx'))).ShareDialog,
}))
export const RowMenu = lazy(async () => ({
  default: (await withTexts(import('../features/recent/RowMenu.tsx'))).RowMenu,
}))
export const Trash = lazy(async () => ({ default: (await withTexts(import('./Trash.tsx'))).Trash }))

/** Lets the server know what a guest is called. */
export async function introduce(): Promise<void> {
  await (await import('../features/identity/introduceGuest.ts')).introduceGuest()
}
