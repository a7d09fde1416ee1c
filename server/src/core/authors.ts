import type { Member } from './member.ts'
import type { Run } from './soundUpdate.ts'

/**
 * Who writes under which client id: the first of the connections here that both announced the id as its own and
 * wrote under it (PROTOCOL.md, K2). Relays bring what others wrote, and announce no id but their own.
 */
export class Authors {
  readonly #owners = new Map<number, Member>()
  readonly #owned = new Map<Member, number>()

  /** Tells that a member has written, and as whom it announced itself. */
  wrote(member: Member, announced: number | null, structs: readonly Run[]): void {
    if (announced === null || this.#owned.get(member) === announced || this.#owners.has(announced)) return
    if (!structs.some(({ client }) => client === announced)) return
    this.#owners.set(announced, member)
    this.#owned.set(member, announced)
  }

  /** Another than this member who writes under the client id of one of these runs; null when there is none. */
  otherThan(member: Member, runs: readonly Run[], isNew: (client: number) => boolean): Member | null {
    for (const { client } of runs) {
      const owner = this.#owners.get(client)
      if (owner !== undefined && owner !== member && isNew(client)) return owner
    }
    return null
  }

  leave(member: Member): void {
    const client = this.#owned.get(member)
    if (client === undefined) return
    this.#owned.delete(member)
    this.#owners.delete(client)
  }
}
