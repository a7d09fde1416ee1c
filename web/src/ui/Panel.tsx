import { Popover } from 'radix-ui'
import type { ComponentProps } from 'react'
import styles from './Floating.module.css'

/** The floating sheet of a popover. It never locks the page behind it. */
export function Panel(props: ComponentProps<typeof Popover.Content>) {
  return (
    <Popover.Portal>
      <Popover.Content sideOffset={8} collisionPadding={8} className={styles['panel']} {...props} />
    </Popover.Portal>
  )
}
