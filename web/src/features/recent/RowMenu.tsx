import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import floating from '../../ui/Floating.module.css'
import type { RowActs } from './DocumentList.tsx'
import styles from './DocumentList.module.css'

/** What can be done with a document of the list. It comes with the first press, and is open then. */
export function RowMenu({ onForget, onLeave, onTrash, children }: RowActs & { children: ReactNode }) {
  const { t } = useTranslation('share')
  const item = (words: string, act: (() => void) | null) =>
    act && (
      <DropdownMenu.Item className={styles['item']} onSelect={act}>
        {words}
      </DropdownMenu.Item>
    )
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={`${floating['panel']} ${styles['menu']}`}
          align="end"
          sideOffset={4}
          collisionPadding={8}
        >
          {item(t('menu.forget'), onForget)}
          {item(t('menu.leave'), onLeave)}
          {item(t('menu.trash'), onTrash)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
