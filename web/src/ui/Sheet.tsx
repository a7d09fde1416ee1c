import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
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
export function Sheet({ open, ...rest }: Props) {
  return open ? <OpenSheet {...rest} /> : null
}

/**
 * The browser's own dialog: it keeps the focus in and gives it back, and needs no style that the page's policy forbids. The
 * focus begins at what is marked with `data-first`, or at the cross.
 */
function OpenSheet({ title, lead, close, onOpenChange, children }: Omit<Props, 'open'>) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const leadId = useId()

  useLayoutEffect(() => {
    const sheet = dialog.current
    if (sheet === null) return undefined
    sheet.showModal()
    sheet.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => sheet.close()
  }, [])

  useLayoutEffect(() => {
    const sheet = dialog.current
    // What is beside the sheet belongs to the dialog's backdrop.
    const pressed = ({ target }: PointerEvent) => {
      if (target === sheet) onOpenChange(false)
    }
    sheet?.addEventListener('pointerdown', pressed)
    return () => sheet?.removeEventListener('pointerdown', pressed)
  }, [onOpenChange])

  return (
    <dialog
      ref={dialog}
      className={styles['sheet']}
      aria-labelledby={titleId}
      aria-describedby={lead === undefined ? undefined : leadId}
      onClose={({ currentTarget }) => {
        if (!currentTarget.open) onOpenChange(false)
      }}
    >
      <div className={styles['inside']}>
        <div className={styles['head']}>
          <h2 id={titleId} className={styles['title']}>
            {title}
          </h2>
          <button
            type="button"
            className={styles['close']}
            aria-label={close}
            onClick={() => onOpenChange(false)}
          >
            <X size={18} aria-hidden />
          </button>
        </div>
        {lead !== undefined && (
          <p id={leadId} className={styles['lead']}>
            {lead}
          </p>
        )}
        {children}
      </div>
    </dialog>
  )
}
