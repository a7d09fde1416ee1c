import type { Sharing } from '@weft/shared/api/sharing'
import type { DocumentId } from '@weft/shared/ids'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { transfer } from '../../api/sharing.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { nameOfPerson } from './nameOfPerson.ts'
import type { Own } from './own.ts'
import styles from './share.module.css'
import type { Rights } from './useSharing.ts'

interface Props {
  document: DocumentId
  sharing: Sharing
  own: Own
  change: Rights['change']
}

/** Makes somebody who has access the owner instead of oneself. */
export function Transfer({ document, sharing, own, change }: Props) {
  const { t } = useTranslation('share')
  const [chosen, setChosen] = useState('')
  const others = sharing.people.filter(({ id }) => id !== own.id)
  if (others.length === 0) return null
  return (
    <details className={styles['more']}>
      <summary>{t('transfer.title')}</summary>
      <p className={styles['quiet']}>{t('transfer.lead')}</p>
      <div className={styles['line']}>
        <Choice
          label={t('transfer.to')}
          value={chosen}
          options={[
            { value: '', words: t('transfer.choose') },
            ...others.map((person) => ({ value: person.id, words: nameOfPerson(person, own, t) })),
          ]}
          onChoose={setChosen}
        />
        <Button
          look="quiet"
          aria-disabled={chosen === ''}
          onClick={() => {
            if (chosen !== '') void change(() => transfer(document, chosen))
          }}
        >
          {t('transfer.do')}
        </Button>
      </div>
    </details>
  )
}
