import { type AuditAction, auditActions, type AuditEntry } from '@weft/shared/api/administration'
import { useTranslation } from 'react-i18next'
import styles from './administration.module.css'

const isKnown = (action: string): action is AuditAction => auditActions.some((known) => known === action)

/** What was done, latest first. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t, i18n } = useTranslation('people')
  if (entries.length === 0) return <p>{t('audit.none')}</p>
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('audit.when')}</th>
            <th scope="col">{t('audit.who')}</th>
            <th scope="col">{t('audit.action')}</th>
            <th scope="col">{t('audit.where')}</th>
            <th scope="col">{t('audit.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, actor, action, address, subject, document, detail }) => (
            <tr key={id}>
              <td>
                <time dateTime={new Date(at).toISOString()}>
                  {new Date(at).toLocaleString(i18n.language, { dateStyle: 'short', timeStyle: 'short' })}
                </time>
              </td>
              <td>
                <bdi>{actor ?? t('audit.unknown')}</bdi>
              </td>
              <td>{isKnown(action) ? t(`action.${action}`) : action}</td>
              <td>{address}</td>
              <td>
                <bdi>{[subject, document, detail].filter(Boolean).join(' · ')}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
