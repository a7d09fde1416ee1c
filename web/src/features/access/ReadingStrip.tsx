import type { DocumentId } from '@weft/shared/ids'
import type { Role } from '@weft/shared/roles'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import styles from './access.module.css'
import { AskForm } from './AskForm.tsx'

interface Props {
  document: DocumentId
  role: Role
  introduce: () => Promise<void>
}

/** Stands where writers have their tools: what one may do here, and how to ask for more. */
export function ReadingStrip({ document, role, introduce }: Props) {
  const { t } = useTranslation('share')
  const [step, setStep] = useState<'idle' | 'asking' | 'sent'>('idle')
  return (
    <div className={styles['strip']}>
      <p>{t(role === 'commenter' ? 'reading.commenter' : 'reading.viewer')}</p>
      {step !== 'sent' && (
        <Button look="quiet" className={styles['ask']} onClick={() => setStep('asking')}>
          {t('reading.ask')}
        </Button>
      )}
      <p aria-live="polite" className={step === 'sent' ? undefined : 'visuallyHidden'}>
        {step === 'sent' && t('ask.sent')}
      </p>
      <Sheet
        title={t('ask.title')}
        lead={t('ask.lead')}
        close={t('dialog.close')}
        open={step === 'asking'}
        onOpenChange={(open) => setStep(open ? 'asking' : 'idle')}
      >
        <AskForm document={document} wants="editor" introduce={introduce} onSent={() => setStep('sent')} />
      </Sheet>
    </div>
  )
}
