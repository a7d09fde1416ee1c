import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteAccount } from '../../api/account.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Part } from '../../ui/PlainPage.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import styles from './account.module.css'
import { PresentPasswordField } from './PasswordField.tsx'

/** Takes everything along, or all of oneself away. */
export function OwnData({ hasPassword, onGone }: { hasPassword: boolean; onGone: () => void }) {
  const { t } = useTranslation('people')
  const [asking, setAsking] = useState(false)
  return (
    <Part title={t('account.data')} lead={t('account.exportLead')}>
      <div className={styles['acts']}>
        <a href="/api/me/export" download>
          {t('account.export')}
        </a>
        <Button look="outlined" className={styles['danger']} onClick={() => setAsking(true)}>
          {t('account.delete')}
        </Button>
      </div>
      <Sheet
        title={t('account.delete')}
        lead={t('account.deleteLead')}
        close={t('page.close')}
        open={asking}
        onOpenChange={setAsking}
      >
        <Form
          submit={({ current }) => deleteAccount(current).then(onGone)}
          button={t('account.deleteButton')}
          explain={(error) => problemWords(error, t)}
        >
          {hasPassword && <PresentPasswordField />}
        </Form>
      </Sheet>
    </Part>
  )
}
