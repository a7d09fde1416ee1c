import { Tooltip } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import styles from './Floating.module.css'

interface Props {
  text: ReactNode
  keys?: string | undefined
  children: ReactElement
}

/** Shows a word about a control, and its shortcut, on hover and on focus. */
export function Tip({ text, keys, children }: Props) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles['tip']} sideOffset={6} collisionPadding={8}>
          <span>{text}</span>
          {keys !== undefined && <span className={styles['keys']}>{keys}</span>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
