import type { LucideIcon } from 'lucide-react'
import { Toolbar } from 'radix-ui'
import type { ComponentProps } from 'react'
import { writeShortcut } from '../../ui/shortcut.ts'
import { Tip } from '../../ui/Tip.tsx'
import styles from './Toolbar.module.css'

interface Props extends ComponentProps<typeof Toolbar.Button> {
  icon: LucideIcon
  label: string
  keys?: string | undefined
  /** Undefined for a button that does something once. */
  pressed?: boolean | undefined
}

/** A button of the toolbar, with its name and shortcut as a tip. */
export function ToolButton({ icon: Icon, label, keys, pressed, ...rest }: Props) {
  return (
    <Tip text={label} keys={keys === undefined ? undefined : writeShortcut(keys)}>
      <Toolbar.Button className={styles['button']} aria-label={label} aria-pressed={pressed} {...rest}>
        <Icon size={18} aria-hidden />
      </Toolbar.Button>
    </Tip>
  )
}
