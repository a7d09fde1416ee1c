import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import styles from './share.module.css'

interface Props {
  hasPassword: boolean
  /** Null takes it away. Whether it worked. */
  onSet: (password: string | null) => Promise<boolean>
}

/** The password of the link. Nobody can read it again, only set another. */
export function LinkPassword({ hasPassword, onSet }: Props) {
  const { t } = useTranslation('share')
  const hint = useId()

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const password = new FormData(form).get('password')
    if (typeof password === 'string' && password !== '' && (await onSet(password))) form.reset()
  }

  return (
    <form className={styles['line']} onSubmit={(event) => void submit(event)}>
      <Field
        className={styles['grows']}
        label={t(hasPassword ? 'link.newPassword' : 'link.password')}
        aria-describedby={hint}
        name="password"
        type="text"
        autoComplete="off"
        maxLength={1000}
        required
      />
      <Button look="quiet" type="submit">
        {t(hasPassword ? 'link.changePassword' : 'link.setPassword')}
      </Button>
      {hasPassword && (
        <Button look="quiet" onClick={() => void onSet(null)}>
          {t('link.removePassword')}
        </Button>
      )}
      <p id={hint} className={styles['hint']}>
        {t('link.passwordHint')}
      </p>
    </form>
  )
}
