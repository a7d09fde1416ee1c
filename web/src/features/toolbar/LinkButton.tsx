import type { Editor } from '@tiptap/core'
import { Link } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { LinkForm } from './LinkForm.tsx'
import { ToolButton } from './ToolButton.tsx'

interface Props {
  editor: Editor
  pressed: boolean
}

/** Links the selection, or changes the link the caret is in; also by Ctrl/⌘ K from the text. */
export function LinkButton({ editor, pressed }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  // The panel floats at the words it is about, not at the button.
  const words = useRef({ getBoundingClientRect: () => rectOfSelection(editor) })

  useEffect(() => {
    const text = editor.view.dom
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
      event.preventDefault()
      setOpen(true)
    }
    text.addEventListener('keydown', onKey)
    return () => text.removeEventListener('keydown', onKey)
  }, [editor])

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <ToolButton
        icon={Link}
        label={t('toolbar.link')}
        keys="Mod-k"
        pressed={pressed}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      <Popover.Anchor virtualRef={words} />
      <Panel
        aria-label={t('toolbar.link')}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          editor.commands.focus(undefined, { scrollIntoView: false })
        }}
      >
        <LinkForm editor={editor} onDone={() => setOpen(false)} />
      </Panel>
    </Popover.Root>
  )
}

function rectOfSelection(editor: Editor): DOMRect {
  const { from, to } = editor.state.selection
  const start = editor.view.coordsAtPos(from)
  const end = editor.view.coordsAtPos(to)
  const left = start.top === end.top ? start.left : Math.min(start.left, end.left)
  return new DOMRect(left, start.top, Math.max(0, end.left - left), Math.max(0, end.bottom - start.top))
}
