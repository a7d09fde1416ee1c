import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './Sheet.module.css'

interface Props {
  title: string
  /** What it is about, in a sentence under the title. */
  lead?: string
  /** The label of the cross. */
  close: string
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

/** A sheet over the page for one task. Escape, the cross and a press beside it put it away; the focus goes back. */
export function Sheet({ title, lead, close, open, onOpenChange, children }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles['shade']} />
        <Dialog.Content
          className={styles['sheet']}
          {...(lead === undefined && { 'aria-describedby': undefined })}
        >
          <header className={styles['head']}>
            <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
            <Dialog.Close className={styles['close']} aria-label={close}>
              <X size={18} aria-hidden />
            </Dialog.Close>
          </header>
          {lead !== undefined && <Dialog.Description className={styles['lead']}>{lead}</Dialog.Description>}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
