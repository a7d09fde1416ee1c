export type Counter =
  | 'connections_total'
  | 'frames_received_total'
  | 'frames_sent_total'
  | 'updates_received_total'
  | 'updates_refused_total'
  | 'commits_total'
  | 'store_failures_total'
  | 'loads_total'
  | 'compactions_total'
export type Gauge = 'connections' | 'rooms'
export type Histogram = 'append_seconds' | 'sync_seconds' | 'commit_rooms'

/** Counts what happens, for whoever runs the server. Never throws, never waits. */
export interface Meter {
  count(name: Counter, by?: number): void
  set(name: Gauge, value: number): void
  observe(name: Histogram, value: number): void
}
