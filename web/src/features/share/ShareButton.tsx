import { Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import styles from './ShareButton.module.css'

interface Props {
  /** How many people wait to be let in. */
  requests: number
  /** Makes the dialog, told how to close it. */
  children: (close: () => void) => ReactNode
}

/** Opens the dialog in which the address is given away, and says who may do what; it shows when somebody asks to be let in. */
export function ShareButton({ requests, children }: Props) {
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
        {requests > 0 && (
          <>
            <span className={styles['count']} aria-hidden>
              {requests}
            </span>
            <span className="visuallyHidden">{t('share.asked', { count: requests })}</span>
          </>
        )}
      </Button>
      {open && children(() => setOpen(false))}
    </>
  )
}
