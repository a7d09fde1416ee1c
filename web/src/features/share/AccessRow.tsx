import { X } from 'lucide-react'
import type { Role } from '@weft/shared/roles'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import styles from './share.module.css'

interface Props<T extends Role | 'none'> {
  icon: ReactNode
  name: string
  hint?: string | null
  /** What the choice is about, for screen readers. */
  label: string
  role: T
  options: readonly { value: T; words: string }[]
  /** Null where it can only be read. */
  onChoose: ((role: T) => void) | null
  /** Takes the row away; `removeLabel` says so. */
  onRemove?: () => void
  removeLabel?: string
}

/** Somebody, or many, and what they may do. */
export function AccessRow<T extends Role | 'none'>(props: Props<T>) {
  const { t } = useTranslation('share')
  const shown: Role | 'none' = props.role
  const { icon, name, hint, label, role, options, onChoose, onRemove, removeLabel } = props
  return (
    <div className={styles['row']}>
      <span className={styles['icon']}>{icon}</span>
      <div className={styles['who']}>
        <bdi className={styles['name']}>{name}</bdi>
        {hint && <span className={styles['hint']}>{hint}</span>}
      </div>
      {onChoose === null ? (
        <span className={styles['quiet']}>{t(`role.${shown}`)}</span>
      ) : (
        <Choice quiet label={label} value={role} options={options} onChoose={onChoose} />
      )}
      {onRemove !== undefined && (
        <Button look="quiet" className={styles['remove']} aria-label={removeLabel} onClick={onRemove}>
          <X size={16} aria-hidden />
        </Button>
      )}
    </div>
  )
}
