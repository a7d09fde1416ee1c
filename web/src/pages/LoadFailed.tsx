import { Component, type ReactNode } from 'react'
import { withTranslation, type WithTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'

interface Props extends WithTranslation {
  children: ReactNode
}

class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    const { t, children } = this.props
    if (!this.state.failed) return children
    return (
      <Notice title={t('app.name')} lead={t('document.loadFailed')}>
        <Button look="primary" onClick={() => window.location.reload()}>
          {t('document.retry')}
        </Button>
      </Notice>
    )
  }
}

/** Stands in for a page that could not be fetched or shown, and offers to try again. */
export const LoadFailed = withTranslation()(Boundary)
