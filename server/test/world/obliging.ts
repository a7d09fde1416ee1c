import type { SimulatedStore } from './simulatedStore.ts'

/** A simulated store whose operations succeed as soon as they are asked for. */
export function obliging(store: SimulatedStore): SimulatedStore {
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...parameters: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, parameters)
        while (target.pending.length > 0) target.pending[0]!.succeed()
        return result
      }
    },
  })
}
