import type { DocumentId } from '@weft/shared/ids'
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTitle } from '../features/editor/useTitle.ts'
import { rememberDocument } from '../features/recent/recentDocuments.ts'
import styles from './Document.module.css'

const PAUSE = 500

/** The title wherever it is shown beside the page: in the bar, on the tab, in the list of recent documents. */
export function DocumentTitle({ id, editor }: { id: DocumentId; editor: Editor }) {
  const { t } = useTranslation()
  const title = useTitle(editor)
  const [openedAt] = useState(Date.now)
  const shown = title || t('document.untitled')

  useEffect(() => {
    document.title = t('document.title', { title: shown })
  }, [t, shown])

  useEffect(() => {
    const timer = setTimeout(() => rememberDocument(id, title, openedAt), PAUSE)
    return () => clearTimeout(timer)
  }, [id, title, openedAt])

  return (
    <bdi className={styles['title']} title={shown}>
      {shown}
    </bdi>
  )
}
