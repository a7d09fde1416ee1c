import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invite } from '../../api/administration.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import styles from './administration.module.css'
import { OneTimeLink } from './OneTimeLink.tsx'

/** Makes a link with which somebody makes an account. */
export function Invite({ onMade }: { onMade: () => Promise<unknown> }) {
  const { t } = useTranslation('people')
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<{ link: string; mailed: boolean } | null>(null)

  async function make({ email = '', administrator }: Record<string, string>) {
    setMade(await invite({ ...(email !== '' && { email }), isAdministrator: administrator === 'on' }))
    await onMade()
  }

  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t('people.invite')}
      </Button>
      <Sheet
        title={t('people.invite')}
        lead={t('people.inviteLead')}
        close={t('page.close')}
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          setMade(null)
        }}
      >
        {made === null ? (
          <Form submit={make} button={t('people.inviteButton')} explain={(error) => problemWords(error, t)}>
            <Field label={t('people.inviteEmail')} name="email" type="email" autoComplete="off" data-first />
            <label className={styles['check']}>
              <input type="checkbox" name="administrator" /> {t('people.inviteAdministrator')}
            </label>
          </Form>
        ) : (
          <OneTimeLink {...made} />
        )}
      </Sheet>
    </>
  )
}
