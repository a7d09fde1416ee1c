import { useCallback, useEffect, useState } from 'react'

export interface Loaded<T> {
  /** What was loaded last; null before the first time. */
  value: T | null
  /** Why loading failed the last time, if it did. */
  error: unknown
  /** Loads again. What is there stays until the new is. */
  reload: () => Promise<void>
}

/** Loads something when the page is shown, and whenever `load` is another function. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ value: T | null; error: unknown }>({ value: null, error: null })
  const reload = useCallback(async () => {
    try {
      setState({ value: await load(), error: null })
    } catch (error) {
      setState(({ value }) => ({ value, error }))
    }
  }, [load])

  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the answer comes later
    void reload()
  }, [reload])

  return { ...state, reload }
}
