import './page.css'
import './items.css'
import './kinds.css'
import './selection.css'
import { Editor } from '@tiptap/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type * as Y from 'yjs'
import type { Incoming } from '../../session/incoming.ts'
import { keepApartFromReact } from './apartFromReact.ts'
import { extensionsFor } from './extensions.ts'
import { titleOf } from './blocks/title.ts'

interface Props {
  doc: Y.Doc
  editable: boolean
  incoming: Incoming
  /** What `onEditor` was last called with. */
  editor: Editor | null
  /** Called with the editor when it is there, and with null when it goes. */
  onEditor: (editor: Editor | null) => void
}

/** The page that is written on. React mounts it once; what is typed never renders a component. */
export function DocumentEditor({ doc, editable, incoming, editor, onEditor }: Props) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const opened = new Editor({
      // Into the page only when all is there: ProseMirror asks for the selection halfway, and the browser would lay out
      // the whole text, of which it may skip the most as soon as it is in chunks.
      element: () => undefined,
      extensions: extensionsFor(doc, incoming),
      injectCSS: false,
      editorProps: {
        attributes: { role: 'textbox', 'aria-multiline': 'true' },
        // The bars stick to the window: what is scrolled into view must not end up under them.
        scrollMargin: { top: 128, bottom: 96, left: 8, right: 8 },
        scrollThreshold: { top: 112, bottom: 80, left: 0, right: 0 },
      },
    })
    keepApartFromReact(opened.view.dom)
    place.current?.append(opened.view.dom)
    const blank = opened.state.doc.childCount === 1 && titleOf(opened.state.doc) === ''
    if (blank) opened.commands.focus('start')
    onEditor(opened)
    return () => {
      onEditor(null)
      opened.destroy()
    }
  }, [doc, incoming, onEditor])

  useEffect(() => {
    if (editor !== null && editor.isEditable !== editable) editor.setEditable(editable, false)
  }, [editor, editable])

  useEffect(() => {
    editor?.view.dom.setAttribute('aria-label', t('document.label'))
  }, [editor, t])

  const words = {
    '--untitled': JSON.stringify(t('document.untitled')),
    '--unwritten': JSON.stringify(t('document.body')),
  }
  return <div ref={place} className="document" style={words} />
}
