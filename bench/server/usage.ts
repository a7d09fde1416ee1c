import { readdirSync, readFileSync } from 'node:fs'

/**
 * How long the threads of a process have had a core, in seconds (schedstat, in ns: proc(5)'s utime and stime come in
 * hundredths of a second, a tenth of what some seconds of typing take).
 */
export function cpuSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`)
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return nanoseconds.reduce((sum, some) => sum + some, 0) / 1e9
}

/** How much memory a process holds, in kB. */
export function memoryKilobytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
