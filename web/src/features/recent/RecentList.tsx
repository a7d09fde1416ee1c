import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../state/useStore.ts'
import { forgetDocument, recentDocuments } from './recentDocuments.ts'
import styles from './RecentList.module.css'
import { writeWhen } from './writeWhen.ts'

/** The documents of this device, or an invitation while there are none. */
export function RecentList() {
  const { t, i18n } = useTranslation()
  const documents = useStore(recentDocuments)
  const [now] = useState(Date.now)
  return (
    <section className={styles['recent']} aria-labelledby="recent">
      <h2 id="recent">{t('recent.title')}</h2>
      {documents.length === 0 ? (
        <p className={styles['empty']}>{t('recent.empty')}</p>
      ) : (
        <ul className={styles['list']}>
          {documents.map(({ id, title, openedAt }) => (
            <li key={id} className={styles['row']}>
              <Link href={`/d/${id}`} className={styles['link']}>
                <bdi className={styles['title']}>{title || t('recent.untitled')}</bdi>
                <time className={styles['when']} dateTime={new Date(openedAt).toISOString()}>
                  {writeWhen(openedAt, now, i18n.language)}
                </time>
              </Link>
              <Button
                look="quiet"
                className={styles['remove']}
                aria-label={t('recent.remove', { title: title || t('recent.untitled') })}
                onClick={() => forgetDocument(id)}
              >
                <X size={16} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
