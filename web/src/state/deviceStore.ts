import { createStore, type Store } from './store.ts'

/**
 * Holds one value on this device, shared by all its tabs. `read` checks what is stored and answers for every value,
 * also for none; the first answer is kept. Where storage is refused the value lives as long as the page.
 */
export function createDeviceStore<T>(key: string, read: (stored: unknown) => T): Store<T> {
  let store: Store<T> | undefined

  function load(): T {
    try {
      return read(JSON.parse(localStorage.getItem(key) ?? 'null'))
    } catch {
      return read(null)
    }
  }

  function save(value: T) {
    try {
      localStorage.setItem(key, JSON.stringify(value))
    } catch {
      // A full or forbidden storage must not stand between a person and the page.
    }
  }

  function loaded(): Store<T> {
    if (store !== undefined) return store
    const opened = createStore(load())
    store = opened
    save(opened.get())
    window.addEventListener('storage', (event) => {
      if (event.key === key || event.key === null) opened.set(load())
    })
    return opened
  }

  return {
    get: () => loaded().get(),
    set(value) {
      save(value)
      loaded().set(value)
    },
    subscribe: (onChange) => loaded().subscribe(onChange),
  }
}
