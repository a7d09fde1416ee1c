import type { Contestant } from './contestants.ts'
import type { Figures } from './part.ts'
import { medianOf, type Outcome, unlessLate } from './rounds.ts'
import { ServerProcess } from './serverProcess.ts'

/** People who came to one server for one scene. */
export interface Stage {
  /** What they do, measured; may be asked again. */
  measure(): Promise<Figures>
  leave(): void
}

export interface Scene {
  readonly name: string
  gather(server: ServerProcess): Promise<Stage>
}

interface Plan {
  readonly contestants: readonly Contestant[]
  readonly turns: number
  readonly say: (words: string) => void
  /** What each server does once, before all scenes. */
  readonly prepare: (server: ServerProcess) => Promise<void>
}

/**
 * Measures contestants that run side by side, in short turns, in this order and backwards: what the machine does
 * meanwhile falls on all of them alike, and a ratio is of figures of the same minute.
 */
export async function runTurns(
  { contestants, turns, say, prepare }: Plan,
  scenes: readonly Scene[],
): Promise<Outcome> {
  const servers: ServerProcess[] = []
  const found = new Map(contestants.map((contestant): [Contestant, Figures[]] => [contestant, []]))
  let discarded = 0
  try {
    for (const contestant of contestants) {
      say(`${contestant.name} starts`)
      const server = await ServerProcess.start(contestant)
      servers.push(server)
      await prepare(server)
    }
    for (const scene of scenes) {
      const stages: { server: ServerProcess; stage: Stage }[] = []
      for (const server of servers) {
        const which = `${scene.name}, ${server.contestant.name}`
        say(`${which} gathers`)
        try {
          stages.push({ server, stage: await scene.gather(server) })
        } catch (error) {
          say(`${which}: ${String(error)} ${server.complaints}`)
        }
      }
      for (let turn = 0; turn < turns; turn++) {
        for (const { server, stage } of turn % 2 === 0 ? stages : stages.toReversed()) {
          const which = `${scene.name}, turn ${turn + 1} of ${turns}, ${server.contestant.name}`
          say(which)
          const { figures, late } = await unlessLate(
            () => stage.measure(),
            (words) => say(`${which}: ${words} ${server.complaints}`),
          )
          discarded += late
          found.get(server.contestant)?.push(figures)
        }
      }
      for (const { stage } of stages) stage.leave()
    }
  } finally {
    for (const server of servers) await server.remove()
  }
  return {
    medians: new Map([...found].map(([contestant, figures]) => [contestant, medianOf(figures)])),
    discarded,
  }
}
