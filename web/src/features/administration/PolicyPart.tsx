import type { Settings } from '@weft/shared/api/administration'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSettings, readSettings, readUsage } from '../../api/administration.ts'
import { me } from '../../api/me.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { useStore } from '../../state/useStore.ts'
import { Part } from '../../ui/PlainPage.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import styles from './administration.module.css'
import { PolicyForm } from './PolicyForm.tsx'

const numbers = ['members', 'guests', 'documents', 'trashed', 'connections'] as const

/** Who may come in by themselves, and how much there is. */
export function PolicyPart() {
  const { t } = useTranslation('people')
  const known = useStore(me)
  const load = useCallback(async () => {
    const [settings, usage] = await Promise.all([readSettings(), readUsage()])
    return { settings, usage }
  }, [])
  const { value, error, reload } = useLoaded(load)
  const save = (change: Partial<Settings>) => changeSettings(change).then(reload)
  return (
    <>
      <ProblemNote words={error === null ? null : problemWords(error, t)} />
      {value !== null && (
        <>
          <PolicyForm settings={value.settings} canMail={known?.canMail ?? false} save={save} />
          <Part title={t('policy.providers')} lead={t('policy.providersLead')}>
            <Rows label={t('policy.providers')} empty={t('policy.providersNone')}>
              {(known?.providers ?? []).map(({ id, label }) => (
                <Row key={id} title={label} more={`/api/openid/${id}/callback`} />
              ))}
            </Rows>
          </Part>
          <Part title={t('policy.usage')}>
            <dl className={styles['numbers']}>
              {numbers.map((number) => (
                <div key={number}>
                  <dt>{t(`usage.${number}`)}</dt>
                  <dd>{value.usage[number]}</dd>
                </div>
              ))}
            </dl>
          </Part>
        </>
      )}
    </>
  )
}
