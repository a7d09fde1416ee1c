import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'

/** Says that there is nothing here, and offers the way home. */
export function NotFound({ what }: { what: 'document' | 'page' }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const title = t(what === 'document' ? 'notFound.title' : 'notFound.pageTitle')

  useEffect(() => {
    document.title = t('document.title', { title })
  }, [t, title])

  return (
    <Notice title={title} lead={t(what === 'document' ? 'notFound.lead' : 'notFound.pageLead')}>
      <Button look="primary" onClick={() => go('/')}>
        {t('notFound.home')}
      </Button>
    </Notice>
  )
}
