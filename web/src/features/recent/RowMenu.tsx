import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Menu } from '../../ui/Menu.tsx'
import type { RowActs } from './DocumentList.tsx'

/** What can be done with a document of the list. It comes with the first press, and is open then. */
export function RowMenu({ onForget, onLeave, onTrash, children }: RowActs & { children: ReactNode }) {
  const { t } = useTranslation('share')
  const item = (words: string, act: (() => void) | null) => (act === null ? [] : [{ words, act }])
  const items = [
    ...item(t('menu.forget'), onForget),
    ...item(t('menu.leave'), onLeave),
    ...item(t('menu.trash'), onTrash),
  ]
  return (
    <Menu items={items} defaultOpen>
      {children}
    </Menu>
  )
}
