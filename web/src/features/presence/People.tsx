import { Popover } from 'radix-ui'
import { type MouseEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Awareness } from 'y-protocols/awareness'
import { Avatar } from '../../ui/Avatar.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tip } from '../../ui/Tip.tsx'
import { useStore } from '../../state/useStore.ts'
import { onePerPerson } from './onePerPerson.ts'
import styles from './People.module.css'
import { watchPeople } from './watchPeople.ts'

const SHOWN = 4
const SHOWN_NARROW = 2

interface Props {
  awareness: Awareness
  ownName: string
  /** Whom the server takes oneself for; null while it has not said so. */
  ownId: string | null
  /** One's own avatar, which comes first. */
  children: ReactNode
}

/** Who is here: oneself, some others, and how many more. A press on the others lists them all. */
export function People({ awareness, ownName, ownId, children }: Props) {
  const { t } = useTranslation()
  const others = useStore(useMemo(() => watchPeople(awareness), [awareness]))
  const [open, setOpen] = useState(false)
  const people = onePerPerson(others, ownId).map(({ client, name, color, isGuest }) => ({
    client,
    name: name || t('people.guest'),
    color,
    said: isGuest && name !== '' ? t('people.guestNamed', { name }) : name || t('people.guest'),
  }))
  const pressed = useRef<HTMLElement>(null)
  const openList = (event: MouseEvent<HTMLElement>) => {
    pressed.current = event.currentTarget
    setOpen(true)
  }

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        <ul className={styles['people']} aria-label={t('people.list')}>
          <li className={styles['person']} data-name={ownName}>
            {children}
          </li>
          {people.map(({ client, name, color, said }, i) => (
            <li key={client} className={placeOf(i)} data-name={name}>
              {i < SHOWN ? (
                <Tip text={<bdi>{said}</bdi>}>
                  <button type="button" className={styles['face']} aria-label={said} onClick={openList}>
                    <Avatar name={name} color={color} />
                  </button>
                </Tip>
              ) : (
                <bdi>{said}</bdi>
              )}
            </li>
          ))}
        </ul>
      </Popover.Anchor>
      <More className={styles['wide']} count={people.length - SHOWN} onClick={openList} />
      <More className={styles['narrow']} count={people.length - SHOWN_NARROW} onClick={openList} />
      <Panel
        align="end"
        aria-label={t('people.list')}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          pressed.current?.focus()
        }}
      >
        <ul className={styles['list']}>
          {people.map(({ client, name, color, said }) => (
            <li key={client}>
              <Avatar name={name} color={color} />
              <bdi>{said}</bdi>
            </li>
          ))}
        </ul>
      </Panel>
    </Popover.Root>
  )
}

function placeOf(index: number): string {
  if (index >= SHOWN) return 'visuallyHidden'
  return `${styles['person']} ${index >= SHOWN_NARROW ? styles['wide'] : ''}`
}

interface MoreProps {
  count: number
  className: string | undefined
  onClick: (event: MouseEvent<HTMLElement>) => void
}

function More({ count, className, onClick }: MoreProps) {
  const { t } = useTranslation()
  if (count <= 0) return null
  const label = t('people.more', { count })
  return (
    <button type="button" className={`${styles['more']} ${className}`} aria-label={label} onClick={onClick}>
      +{count}
    </button>
  )
}
