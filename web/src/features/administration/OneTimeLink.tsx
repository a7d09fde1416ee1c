import { useTranslation } from 'react-i18next'
import { OneTimeText } from '../../ui/OneTimeText.tsx'

/** A link to hand over. */
export function OneTimeLink({ link, mailed }: { link: string; mailed: boolean }) {
  const { t } = useTranslation('people')
  const words = { copy: t('page.copy'), copied: t('page.copied'), failed: t('page.copyFailed') }
  return (
    <div aria-live="polite">
      <OneTimeText label={t('people.oneTimeLink')} text={link} words={words} />
      {mailed && <p>{t('people.mailed')}</p>}
    </div>
  )
}
