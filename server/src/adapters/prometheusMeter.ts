import * as prometheus from 'prom-client'
import type { Counter, Gauge, Histogram, Meter } from '../ports/meter.ts'

const counters: Record<Counter, string> = {
  connections_total: 'WebSocket connections that were accepted',
  frames_received_total: 'Frames received from clients',
  frames_sent_total: 'Frames sent to clients',
  updates_received_total: 'Messages received that carry an update',
  updates_refused_total: 'Connections closed because of a frame or update that could not be read or applied',
  commits_total: 'Appends to the store, each for all documents that had waited',
  store_failures_total: 'Appends and syncs that failed and were tried again',
  loads_total: 'Documents loaded from the store',
  compactions_total: 'Journals folded into a snapshot',
}
const gauges: Record<Gauge, string> = { connections: 'Open connections', rooms: 'Open documents' }
const histograms: Record<Histogram, { help: string; buckets: number[] }> = {
  append_seconds: { help: 'Until a commit is written', buckets: prometheus.exponentialBuckets(0.001, 2, 13) },
  sync_seconds: {
    help: 'Until a commit is on stable storage',
    buckets: prometheus.exponentialBuckets(0.001, 2, 13),
  },
  commit_rooms: { help: 'Documents in one commit', buckets: prometheus.exponentialBuckets(1, 4, 7) },
}

/** What was observed is sorted into its buckets when this many have gathered: each alone would do it for every keystroke. */
const MOST_UNSORTED = 256

/** How often the lag of the event loop is looked at. Ten times as often, as by default, it wakes a server up that has nothing to do. */
const LAG_EVERY_MS = 100

/** Counts into a registry of its own; `scrape` is the text that Prometheus reads. */
export function prometheusMeter(): Meter & { scrape(): Promise<string> } {
  const registry = new prometheus.Registry()
  prometheus.collectDefaultMetrics({
    register: registry,
    prefix: 'weft_',
    eventLoopMonitoringPrecision: LAG_EVERY_MS,
  })
  const registers = [registry]
  const build = <K extends string, V, R>(all: Record<K, V>, make: (name: K, value: V) => R): Map<K, R> =>
    new Map(Object.entries<V>(all).map(([name, value]) => [name as K, make(name as K, value)]))
  // Counted for each frame to each reader: what Prometheus needs of it is made when it asks.
  const counts = new Map<Counter, number>()
  build(
    counters,
    (name, help) =>
      new prometheus.Counter({
        name: `weft_${name}`,
        help,
        registers,
        collect() {
          this.reset()
          this.inc(counts.get(name) ?? 0)
        },
      }),
  )
  const gauge = build(gauges, (name, help) => new prometheus.Gauge({ name: `weft_${name}`, help, registers }))
  const histogram = build(histograms, (name, { help, buckets }) => {
    const unsorted: number[] = []
    const sort = (): void => {
      for (const value of unsorted.splice(0)) sorted.observe(value)
    }
    const sorted = new prometheus.Histogram({ name: `weft_${name}`, help, buckets, registers, collect: sort })
    return (value: number): void => {
      if (unsorted.push(value) === MOST_UNSORTED) sort()
    }
  })
  return {
    count: (name, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by),
    set: (name, value) => gauge.get(name)?.set(value),
    observe: (name, value) => histogram.get(name)?.(value),
    scrape: () => registry.metrics(),
  }
}
