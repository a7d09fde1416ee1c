import { LONGEST_NAME } from '@weft/shared/personName'
import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { rename } from './guest.ts'
import { identity } from './identity.ts'
import styles from './OwnAvatar.module.css'
import { useOwnPresence } from './useOwnPresence.ts'

/** One's own avatar: a press on it changes the name. */
export function OwnAvatar() {
  const { t } = useTranslation()
  const { name, color } = useOwnPresence()
  const [open, setOpen] = useState(false)
  const field = useId()

  function submit(form: FormData) {
    const typed = form.get('name')
    if (typeof typed === 'string') identity.set(rename(identity.get(), typed))
    setOpen(false)
  }

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className={styles['trigger']}
        title={t('identity.change')}
        aria-label={`${t('people.you', { name })}: ${t('identity.change')}`}
      >
        <Avatar name={name} color={color} />
      </Popover.Trigger>
      <Panel align="end" aria-label={t('identity.change')}>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault()
            submit(new FormData(event.currentTarget))
          }}
        >
          <label htmlFor={field}>{t('identity.name')}</label>
          <input id={field} name="name" defaultValue={name} maxLength={LONGEST_NAME} autoComplete="off" />
          <p className={styles['hint']}>{t('identity.hint')}</p>
          <Button look="primary" type="submit">
            {t('identity.done')}
          </Button>
        </form>
      </Panel>
    </Popover.Root>
  )
}
