import { cpus, loadavg, totalmem } from 'node:os'

/** How many programs want a core, on average over the last minute. */
export function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1)
}

/** When and where figures are taken, in words that name no machine. */
export function machine(): string {
  return [
    new Date().toISOString().slice(0, 10),
    `${cpus().length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
  ].join(', ')
}
