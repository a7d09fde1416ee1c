import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import styles from './EndedNotice.module.css'

/** Says that the page was written by a later version of Weft than this one, which must not write in it. */
export function LaterNotice() {
  const { t } = useTranslation()
  return (
    <div role="alert" className={styles['notice']}>
      <p>
        <strong>{t('later.title')}</strong> {t('later.lead')}
      </p>
      <Button look="primary" onClick={() => window.location.reload()}>
        {t('ended.reload')}
      </Button>
    </div>
  )
}
