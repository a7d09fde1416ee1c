import { useTranslation } from 'react-i18next'
import { language, languages } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../state/useStore.ts'
import styles from './LanguageSwitch.module.css'

/** Lets a person choose the language; each is written in itself. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const current = useStore(language)
  return (
    <fieldset aria-label={t('app.language')} className={styles['switch']}>
      {languages.map(({ code, name }) => (
        <Button
          key={code}
          look="quiet"
          lang={code}
          className={styles['option']}
          aria-pressed={code === current}
          onClick={() => language.set(code)}
        >
          {name}
        </Button>
      ))}
    </fieldset>
  )
}
