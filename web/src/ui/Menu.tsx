import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import floating from './Floating.module.css'
import styles from './Menu.module.css'

interface Props {
  items: readonly MenuItem[]
  /** Whether it is open when it comes. */
  defaultOpen?: boolean
  children: ReactNode
}

export interface MenuItem {
  words: string
  act: () => void
}

/** A button, as `children`, that opens a list of things to do. */
export function Menu({ items, defaultOpen = false, children }: Props) {
  return (
    <DropdownMenu.Root defaultOpen={defaultOpen} modal={false}>
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
