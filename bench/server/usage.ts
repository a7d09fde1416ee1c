import { readFileSync } from 'node:fs'

/** Linux counts the time of a process in hundredths of a second, whatever it runs on. */
const TICKS_A_SECOND = 100

/** How long a process has had a core, all its threads together, in seconds. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the program may hold spaces and brackets; the rest begins behind it with the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

/** How much memory a process holds, in kB. */
export function memoryKilobytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
