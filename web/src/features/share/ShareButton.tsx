import { Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import styles from './ShareButton.module.css'

/** Opens the dialog in which the address is given away, and says who may do what. `children` makes it, told how to close it. */
export function ShareButton({ children }: { children: (close: () => void) => ReactNode }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        look="primary"
        className={styles['share']}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Users size={16} aria-hidden />
        <span className={styles['label']}>{t('share.button')}</span>
      </Button>
      {open && children(() => setOpen(false))}
    </>
  )
}
