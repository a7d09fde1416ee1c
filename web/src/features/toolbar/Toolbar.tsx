import type { Editor } from '@tiptap/core'
import { Redo2, Undo2 } from 'lucide-react'
import { Toolbar as Radix, Tooltip } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { type Action, blocks, marks } from './actions.ts'
import { KindMenu } from './KindMenu.tsx'
import { LinkButton } from './LinkButton.tsx'
import { ToolButton } from './ToolButton.tsx'
import styles from './Toolbar.module.css'
import { useKeyboardInset } from './useKeyboardInset.ts'
import { useQuietWhileTyping } from './useQuietWhileTyping.ts'
import { useToolbarState } from './useToolbarState.ts'

/** What can be done to the text at the selection. It keeps the selection and recedes while one types. */
export function Toolbar({ editor }: { editor: Editor }) {
  const { t } = useTranslation()
  const state = useToolbarState(editor)
  const quiet = useQuietWhileTyping(editor)
  useKeyboardInset()

  const button = ({ label, icon, keys, pressed, run }: Action) => (
    <ToolButton
      key={label}
      icon={icon}
      label={t(label)}
      keys={keys}
      pressed={pressed === undefined ? undefined : Boolean(state[pressed])}
      onClick={() => run(editor)}
    />
  )

  return (
    <Tooltip.Provider delayDuration={400}>
      <Radix.Root
        ref={quiet}
        className={styles['toolbar']}
        aria-label={t('toolbar.label')}
        onMouseDown={(event) => event.preventDefault()}
      >
        <ToolButton
          icon={Undo2}
          label={t('toolbar.undo')}
          keys="Mod-z"
          aria-disabled={!state.canUndo}
          onClick={() => editor.chain().focus().undo().run()}
        />
        <ToolButton
          icon={Redo2}
          label={t('toolbar.redo')}
          keys="Mod-Shift-z"
          aria-disabled={!state.canRedo}
          onClick={() => editor.chain().focus().redo().run()}
        />
        <Radix.Separator className={styles['line']} />
        <KindMenu editor={editor} kind={state.kind} />
        <Radix.Separator className={styles['line']} />
        {marks.map(button)}
        <LinkButton editor={editor} pressed={state.link} />
        <Radix.Separator className={styles['line']} />
        {blocks.map(button)}
      </Radix.Root>
    </Tooltip.Provider>
  )
}
