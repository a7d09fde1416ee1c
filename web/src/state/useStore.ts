import { useSyncExternalStore } from 'react'
import type { Readable } from './store.ts'

/** The value of a store; renders again when it changes. */
export function useStore<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}

/** One aspect of a store's value; renders again only when that changes. `select` returns a primitive. */
export function useAspect<T, A extends string | number | boolean | null>(
  store: Readable<T>,
  select: (value: T) => A,
): A {
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}
