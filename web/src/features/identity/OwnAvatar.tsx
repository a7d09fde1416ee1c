import { LONGEST_NAME } from '@weft/shared/personName'
import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { renameMe } from '../../api/renameMe.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { language } from '../../i18n/language.ts'
import { nameOf, rename } from './guest.ts'
import { identity } from './identity.ts'
import styles from './OwnAvatar.module.css'
import type { OwnPresence } from './useOwnPresence.ts'

/** One's own avatar: a press on it changes the name. */
export function OwnAvatar({ name, color, isGuest }: OwnPresence) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState(false)
  const field = useId()

  function submit(form: FormData) {
    const typed = form.get('name')
    if (typeof typed !== 'string') return
    if (isGuest) {
      // A guest is who this device says; the server's lists are only told.
      identity.set(rename(identity.get(), typed))
      renameMe(nameOf(identity.get(), language.get())).catch(() => undefined)
      return setOpen(false)
    }
    if (typed.trim() === '' || typed === name) return setOpen(false)
    setFailed(false)
    renameMe(typed).then(
      () => setOpen(false),
      () => setFailed(true),
    )
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
          <ProblemNote words={failed ? t('identity.failed') : null} />
          <Button look="primary" type="submit">
            {t('identity.done')}
          </Button>
        </form>
      </Panel>
    </Popover.Root>
  )
}
