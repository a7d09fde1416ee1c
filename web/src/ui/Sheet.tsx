import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
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

/**
 * A sheet over the page for one task. Escape, the cross and a press beside it put it away; the focus goes back. It begins at what
 * is marked with `data-first`, or at the cross.
 */
export function Sheet({ title, lead, close, open, onOpenChange, children }: Props) {
  const content = useRef<HTMLDivElement>(null)
  const opener = useRef<Element | null>(null)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles['shade']} />
        <Dialog.Content
          ref={content}
          className={styles['sheet']}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement
            const first = content.current?.querySelector<HTMLElement>('[data-first]')
            if (!first) return
            event.preventDefault()
            first.focus()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (opener.current instanceof HTMLElement) opener.current.focus()
          }}
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
