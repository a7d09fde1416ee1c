import { setTimeout } from 'node:timers/promises'

/** Waits until something is so; tells whether it came to be in time. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  { every = 20, within }: { every?: number; within: number },
): Promise<boolean> {
  const end = performance.now() + within
  while (!(await isSo())) {
    if (performance.now() > end) return false
    await setTimeout(every)
  }
  return true
}
