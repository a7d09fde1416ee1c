import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { createDocument } from '../api/documents.ts'
import { Refusal } from '../api/request.ts'
import { LanguageSwitch } from '../features/language/LanguageSwitch.tsx'
import { DocumentList } from '../features/recent/DocumentList.tsx'
import { Button } from '../ui/Button.tsx'
import { focusWhenShown } from '../ui/focusWhenShown.ts'
import { Logo } from '../ui/Logo.tsx'
import { loadDocumentPage } from './documentPage.ts'
import { Extra } from './Extra.tsx'
import styles from './Home.module.css'
import { laterMenu } from './LaterMenu.tsx'
import { AccountMenu } from './peopleParts.ts'

/** Where everybody starts: one button, and what was opened here before. */
export function Home() {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [step, setStep] = useState<'idle' | 'creating' | 'unreachable' | 'refused'>('idle')

  useEffect(() => {
    document.title = t('app.name')
  }, [t])

  // The editor arrives while the person reads: the new page is there at once.
  useEffect(() => {
    const timer = setTimeout(() => void loadDocumentPage().catch(() => undefined), 400)
    return () => clearTimeout(timer)
  }, [])

  async function create() {
    if (step === 'creating') return
    setStep('creating')
    try {
      go(`/d/${await createDocument()}`)
    } catch (error) {
      setStep(error instanceof Refusal && error.kind === 'unreachable' ? 'unreachable' : 'refused')
    }
  }

  return (
    <div className={styles['home']}>
      <header className={styles['top']}>
        <span className={styles['brand']}>
          <Logo size={28} />
          <span>{t('app.name')}</span>
        </span>
        <div className={styles['right']}>
          <Extra>
            <AccountMenu go={go} />
          </Extra>
          <LanguageSwitch />
        </div>
      </header>
      <main>
        <div className={styles['greeting']}>
          <h1>{t('home.title')}</h1>
          <p className={styles['lead']}>{t('home.lead')}</p>
          <div className={styles['act']}>
            <Button
              look="primary"
              large
              ref={focusWhenShown}
              aria-disabled={step === 'creating'}
              onClick={() => void create()}
            >
              {step === 'creating' ? t('home.creating') : t('home.new')}
            </Button>
            <span className={styles['hint']}>{t('home.enterHint')}</span>
          </div>
          <div role="alert">
            {step === 'unreachable' && <p className={styles['failed']}>{t('home.unreachable')}</p>}
            {step === 'refused' && <p className={styles['failed']}>{t('home.refused')}</p>}
          </div>
        </div>
        <DocumentList menu={laterMenu} />
      </main>
    </div>
  )
}
