import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import floating from './Floating.module.css'
import styles from './Menu.module.css'

export interface MenuItem {
  words: string
  act: () => void
}

/** A button, as `children`, that opens a list of things to do. */
export function Menu({ items, children }: { items: readonly MenuItem[]; children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={`${floating['panel']} ${styles['menu']}`}
          align="end"
          sideOffset={4}
          collisionPadding={8}
        >
          {items.map(({ words, act }) => (
            <DropdownMenu.Item key={words} className={styles['item']} onSelect={act}>
              {words}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
