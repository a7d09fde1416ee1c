import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Awareness } from 'y-protocols/awareness'
import { onePerPerson } from './onePerPerson.ts'
import { type Person, watchPeople } from './watchPeople.ts'

const PAUSE = 5000
const keyOf = ({ id, client }: Person) => id ?? client

/** Tells screen readers who came, politely and at most every few seconds. */
export function Arrivals({ awareness }: { awareness: Awareness }) {
  const { t } = useTranslation()
  const people = useMemo(() => watchPeople(awareness), [awareness])
  const [words, setWords] = useState('')

  useEffect(() => {
    const known = new Set<string | number>()
    let timer: ReturnType<typeof setTimeout> | undefined

    function tell(silently: boolean) {
      timer = undefined
      const arrived = onePerPerson(people.get(), null).filter((person) => !known.has(keyOf(person)))
      for (const person of arrived) known.add(keyOf(person))
      const [first] = arrived
      if (silently || first === undefined) return
      setWords(
        arrived.length === 1
          ? t('people.joined', { name: first.name || t('people.guest') })
          : t('people.joinedMany', { count: arrived.length }),
      )
    }

    // Those who were here before are in the list of people: nobody wants them read out on opening.
    timer = setTimeout(() => tell(true), PAUSE)
    const stop = people.subscribe(() => {
      timer ??= setTimeout(() => tell(false), PAUSE)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [people, t])

  return (
    <div className="visuallyHidden" aria-live="polite">
      {words}
    </div>
  )
}
