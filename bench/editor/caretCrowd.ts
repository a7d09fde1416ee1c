import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { encodeAwareness } from '@weft/shared/wire'
import type { PageAddress } from './contestant.ts'

interface Member {
  readonly socket: WebSocket
  readonly client: number
  clock: number
}

/** People who only move their carets: a connection each, since the server lets nobody speak for two. They hold no text. */
export class CaretCrowd {
  readonly #members: readonly Member[]

  private constructor(members: readonly Member[]) {
    this.#members = members
  }

  static async join({ sync, room }: PageAddress, people: number): Promise<CaretCrowd> {
    const members = Array.from({ length: people }, () => ({
      socket: new WebSocket(`${sync}/${room}`),
      client: randomInt(1, 2 ** 32),
      clock: 0,
    }))
    await Promise.all(members.map(({ socket }) => once(socket, 'open')))
    return new CaretCrowd(members)
  }

  /** Puts everybody's caret at a place, a relative position as JSON. */
  move(placeOf: (person: number) => unknown): void {
    for (const [person, member] of this.#members.entries()) {
      const position = placeOf(person)
      const state = JSON.stringify({
        user: { name: `Person ${person + 1}`, color: '#146c2e' },
        cursor: { anchor: position, head: position },
      })
      member.clock += 1
      const message = encodeAwareness([{ client: member.client, clock: member.clock, state }])
      member.socket.send(new Uint8Array(message))
    }
  }

  leave(): void {
    for (const { socket } of this.#members) socket.close()
  }
}
