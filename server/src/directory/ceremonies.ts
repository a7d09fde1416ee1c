import type { Directory } from './directory.ts'
import { newId } from './secrets.ts'

const LIVES_MS = 10 * 60_000
const MOST = 10_000

/**
 * What was begun and waits for its end somewhere else, at an authenticator or another provider: for ten minutes, once. In
 * memory: after a restart people begin again.
 */
export class Ceremonies<T> {
  readonly #directory: Pick<Directory, 'now' | 'random'>
  readonly #open = new Map<string, { value: T; until: number }>()

  constructor(directory: Pick<Directory, 'now' | 'random'>) {
    this.#directory = directory
  }

  /** Begins one; by the id that is returned it is found again. */
  begin(value: T): string {
    const now = this.#directory.now()
    for (const [id, { until }] of this.#open) {
      if (until > now && this.#open.size < MOST) break
      this.#open.delete(id)
    }
    const id = newId(this.#directory.random)
    this.#open.set(id, { value, until: now + LIVES_MS })
    return id
  }

  /** What was begun, once; null when it was ended already, or is too old. */
  end(id: string): T | null {
    const found = this.#open.get(id)
    this.#open.delete(id)
    return found !== undefined && found.until > this.#directory.now() ? found.value : null
  }
}
