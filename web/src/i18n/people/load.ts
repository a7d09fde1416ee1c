import { loadTexts } from '../language.ts'

/** Makes the texts about accounts and people available. */
export function loadPeopleTexts(): Promise<void> {
  return loadTexts('people', {
    en: async () => (await import('./en.ts')).en,
    zh: async () => (await import('./zh.ts')).zh,
  })
}
