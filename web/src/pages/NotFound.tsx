import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'

interface Props {
  what: 'document' | 'page'
  /** What else one can do about it. */
  children?: ReactNode
}

/** Says that there is nothing here, and offers the way home. */
export function NotFound({ what, children }: Props) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const title = t(what === 'document' ? 'notFound.title' : 'notFound.pageTitle')

  useEffect(() => {
    document.title = t('document.title', { title })
  }, [t, title])

  return (
    <Notice title={title} lead={t(what === 'document' ? 'notFound.lead' : 'notFound.pageLead')}>
      {children}
      <Button look={children === undefined ? 'primary' : 'quiet'} onClick={() => go('/')}>
        {t('notFound.home')}
      </Button>
    </Notice>
  )
}
