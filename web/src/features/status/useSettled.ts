import { useEffect, useState } from 'react'

const MOMENT = 300

/** A value that follows `value` at once, except that it enters `slow` only after that lasted for a moment. */
export function useSettled<T>(value: T, slow: T): T {
  const [settled, setSettled] = useState(value)
  if (value !== slow && settled !== value) setSettled(value)

  useEffect(() => {
    if (value !== slow) return undefined
    const timer = setTimeout(() => setSettled(slow), MOMENT)
    return () => clearTimeout(timer)
  }, [value, slow])

  return settled
}
