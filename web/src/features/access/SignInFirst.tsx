import type { DocumentId } from '@weft/shared/ids'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../../ui/Notice.tsx'
import styles from './access.module.css'
import { signInAddress } from './signInAddress.ts'

/** Says that a document opens for people with an account only. */
export function SignInFirst({ document }: { document: DocumentId }) {
  const { t } = useTranslation('share')
  return (
    <Notice title={t('door.signInTitle')} lead={t('door.signInLead')}>
      <Link className={styles['primaryLink']} href={signInAddress(document)}>
        {t('door.signIn')}
      </Link>
    </Notice>
  )
}
