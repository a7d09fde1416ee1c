import type { PendingOperation, SimulatedStore } from './simulatedStore.ts'

/** A simulated store whose operations succeed as soon as they are asked for. */
export const obliging = (store: SimulatedStore): SimulatedStore =>
  settling(store, (operation) => operation.succeed())

/** A simulated store whose operations end one way or the other as soon as they are asked for. */
export function settling(
  store: SimulatedStore,
  settle: (operation: PendingOperation) => void,
): SimulatedStore {
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...parameters: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, parameters)
        while (target.pending.length > 0) settle(target.pending[0]!)
        return result
      }
    },
  })
}
