import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** The cores of server and generator; null where programs cannot be kept on one. */
export const cores: { readonly server: string; readonly generator: string } | null =
  availableParallelism() > 1 && hasTaskset() ? { server: '0', generator: '1' } : null

/** Keeps this process, all its threads, on the generator's core. */
export function stayOnGeneratorsCore(): void {
  if (cores !== null) execFileSync('taskset', ['-a', '-c', '-p', cores.generator, String(process.pid)])
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-c', '0,1', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
