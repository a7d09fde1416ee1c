import type { Editor } from '@tiptap/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Awareness } from 'y-protocols/awareness'
import { startCaretLayer } from './caretLayer.ts'
import styles from './carets.module.css'
import { startPublishingCursor } from './publishCursor.ts'
import type { Span } from './readPresence.ts'

interface Props {
  editor: Editor
  awareness: Awareness
  /** One's own selection, for others. */
  publish: () => unknown
  /** The place of another's selection in this editor. */
  resolve: (cursor: unknown) => Span | null
}

/** The carets of others over the text, and one's own on its way to them. */
export function Carets({ editor, awareness, publish, resolve }: Props) {
  const { t } = useTranslation()
  const layer = useRef<HTMLDivElement>(null)
  const guest = t('people.guest')

  useEffect(() => startPublishingCursor(editor, awareness, publish), [editor, awareness, publish])
  useEffect(() => {
    if (layer.current === null) return undefined
    return startCaretLayer({ layer: layer.current, editor, awareness, resolve, guest })
  }, [editor, awareness, resolve, guest])

  return <div ref={layer} className={styles['layer']} aria-hidden />
}
