import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/Field.tsx'

/** A password to be chosen, with what makes a good one. */
export function NewPasswordField() {
  const { t } = useTranslation('people')
  return (
    <Field
      label={t('field.newPassword')}
      hint={t('field.passwordHint')}
      name="password"
      type="password"
      autoComplete="new-password"
      required
    />
  )
}

/** The password that one has; `isFirst` in a sheet that begins with it. */
export function PresentPasswordField({ isFirst = false }: { isFirst?: boolean }) {
  const { t } = useTranslation('people')
  return (
    <Field
      label={t('field.currentPassword')}
      name="current"
      type="password"
      autoComplete="current-password"
      required
      {...(isFirst && { 'data-first': true })}
    />
  )
}
