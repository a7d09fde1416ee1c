import i18next, { changeLanguage, use } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { createDeviceStore } from '../state/deviceStore.ts'
import { en } from './en.ts'

export type Language = 'en' | 'zh'

/** The languages by the names they give themselves. */
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'zh', name: '中文' },
]

/** The language of this device: the chosen one, or the first of the browser's that Weft speaks. */
export const language = createDeviceStore<Language>('weft.language', (stored) =>
  stored === 'en' || stored === 'zh' ? stored : preferredLanguage(navigator.languages),
)

/** The best of Weft's languages for what a browser asks for. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const known = wanted
    .map((tag) => tag.toLowerCase().split('-')[0])
    .find((tag) => tag === 'en' || tag === 'zh')
  return known === 'zh' ? 'zh' : 'en'
}

/** Makes the texts available and keeps them, and the page's `lang`, in the device's language. Nothing can be shown before. */
export async function startLanguage(): Promise<void> {
  void use(initReactI18next).init({
    lng: language.get(),
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  language.subscribe(() => void follow())
  await follow()
}

type Texts = Record<Language, () => Promise<Readonly<Record<string, string>>>>

/** Texts that only some pages show, by their namespaces. */
const later = new Map<string, Texts>()

/** Makes texts available that the first page can do without. From then on they follow the language like all others. */
export async function loadTexts(namespace: string, texts: Texts): Promise<void> {
  later.set(namespace, texts)
  await add(language.get(), namespace, texts)
}

async function add(wanted: Language, namespace: string, texts: Texts): Promise<void> {
  i18next.addResourceBundle(wanted, namespace, await texts[wanted]())
}

/** Nobody loads the texts of a language that they do not read. */
async function follow(): Promise<void> {
  const wanted = language.get()
  if (wanted === 'zh') i18next.addResourceBundle('zh', 'translation', (await import('./zh.ts')).zh)
  await Promise.all(Array.from(later, ([namespace, texts]) => add(wanted, namespace, texts)))
  if (wanted !== language.get()) return
  document.documentElement.lang = htmlLang(wanted)
  await changeLanguage(wanted)
}

function htmlLang(value: Language): string {
  return value === 'zh' ? 'zh-CN' : 'en'
}
