import type { Editor } from '@tiptap/core'
import { Check, ChevronDown } from 'lucide-react'
import { DropdownMenu, Toolbar } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { writeShortcut } from '../../ui/shortcut.ts'
import { act } from './act.ts'
import styles from './Toolbar.module.css'
import type { BlockKind } from './toolbarState.ts'

const kinds = {
  text: {
    label: 'toolbar.text',
    keys: 'Mod-Alt-0',
    run: (e: Editor) => act(e).turnInto('paragraph').run(),
  },
  heading1: { label: 'toolbar.heading1', keys: 'Mod-Alt-1', run: (e: Editor) => setHeading(e, 1) },
  heading2: { label: 'toolbar.heading2', keys: 'Mod-Alt-2', run: (e: Editor) => setHeading(e, 2) },
  heading3: { label: 'toolbar.heading3', keys: 'Mod-Alt-3', run: (e: Editor) => setHeading(e, 3) },
} as const

const names = ['text', 'heading1', 'heading2', 'heading3'] as const satisfies readonly Exclude<
  BlockKind,
  'title'
>[]

function setHeading(editor: Editor, level: 1 | 2 | 3) {
  return act(editor).turnInto('heading', { level }).run()
}

/** Shows what kind of text the caret is in and changes it. The title is one by its place: there is nothing to change. */
export function KindMenu({ editor, kind }: { editor: Editor; kind: BlockKind | null }) {
  const { t } = useTranslation()
  const shown = t(kind === 'title' ? 'toolbar.title' : kinds[kind ?? 'text'].label)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Toolbar.Button
          className={`${styles['button']} ${styles['kind']}`}
          aria-label={`${t('toolbar.kind')}: ${shown}`}
          disabled={kind === 'title'}
        >
          <span>{shown}</span>
          <ChevronDown size={14} aria-hidden />
        </Toolbar.Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles['menu']}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            editor.commands.focus()
          }}
        >
          <DropdownMenu.RadioGroup value={kind ?? ''}>
            {names.map((name) => (
              <DropdownMenu.RadioItem
                key={name}
                value={name}
                className={styles['item']}
                data-kind={name}
                onSelect={() => kinds[name].run(editor)}
              >
                <span className={styles['check']}>
                  <DropdownMenu.ItemIndicator>
                    <Check size={16} aria-hidden />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span className={styles['itemText']}>{t(kinds[name].label)}</span>
                <kbd className={styles['keys']}>{writeShortcut(kinds[name].keys)}</kbd>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
