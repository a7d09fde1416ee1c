import type { en } from './en.ts'
import type { en as people } from './people/en.ts'
import type { en as share } from './share/en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    keySeparator: false
    nsSeparator: false
    resources: { translation: typeof en; people: typeof people; share: typeof share }
  }
}
