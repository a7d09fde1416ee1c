import { loadTexts } from '../language.ts'

/** Makes the texts about rights available. */
export function loadShareTexts(): Promise<void> {
  return loadTexts('share', {
    en: async () => (await import('./en.ts')).en,
    zh: async () => (await import('./zh.ts')).zh,
  })
}
