/** A value that can be read now and watched: what `useSyncExternalStore` wants. */
export interface Readable<T> {
  readonly get: () => T
  /** Calls back after each change until the returned function is called. */
  readonly subscribe: (onChange: () => void) => () => void
}

export interface Store<T> extends Readable<T> {
  /** Nobody is told about a value that is the same as before. */
  readonly set: (value: T) => void
}

/** Holds one value in memory. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}
