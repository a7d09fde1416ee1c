import type { CloseReason } from '@weft/shared/closeCodes'
import { type AwarenessEntry, encodeStep1, encodeStep2, encodeUpdate } from '@weft/shared/wire'
import type { Chronicle, Introduction } from '../ports/chronicle.ts'
import type { Clock } from '../ports/clock.ts'
import { Authors } from './authors.ts'
import type { Document } from './document.ts'
import { type Incoming, readUpdate, RefusedUpdate } from './incoming.ts'
import type { Batch, Journal, Writer } from './journal.ts'
import type { Member } from './member.ts'
import { documentOf } from './names.ts'
import { Presence } from './presence.ts'
import type { Run } from './soundUpdate.ts'

/** The edits of one commit of this room, from the first edit to the sync. */
interface Outgoing {
  /** For each author: how many of its messages are covered once this is synced. */
  acknowledge: Map<Member, number>
  authors: Set<Member>
}

const newOutgoing = (): Outgoing => ({ acknowledge: new Map(), authors: new Set() })

/**
 * One open document: who is in it, and the batch that goes with the next commit. What an author sent is shown to
 * the others when it is written, and acknowledged when it is synced (PROTOCOL.md, D1–D3).
 * It knows no socket, no user, no HTTP and no disk.
 */
export class Room implements Writer {
  readonly name: string
  readonly #document: Document
  readonly #journal: Journal
  readonly #presence: Presence
  readonly #chronicle: Chronicle
  readonly #authors = new Authors()
  readonly #members = new Set<Member>()
  /** What each member was last asked for because it was missing. */
  readonly #asked = new WeakMap<Member, string>()
  /** Who waits until whom has shown that it lives. */
  readonly #waits = new Map<Member, Member>()
  /** Who brought the last that was new under each client id, as the chronicle was told. */
  readonly #introducers = new Map<number, string>()
  /** Commits that are not yet synced, oldest first; the last one gathers while `#gathering`. */
  readonly #unsettled: Outgoing[] = []
  #gathering = false
  /** What was sent of the document, as long as it is asked for: many come at once, are asked alike and ask alike. */
  readonly #questions = new WeakMap<Uint8Array, Uint8Array>()
  readonly #updates = new WeakMap<Uint8Array, Uint8Array>()
  readonly #answers = new WeakMap<Uint8Array, Uint8Array>()
  readonly #onSynced: () => void
  readonly #stopListening: () => void

  /** @param onSynced is called whenever something, or all that was received, is on stable storage. */
  constructor(
    name: string,
    document: Document,
    {
      journal,
      clock,
      chronicle,
      onSynced,
    }: { journal: Journal; clock: Clock; chronicle: Chronicle; onSynced: (room: Room) => void },
  ) {
    this.name = name
    this.#chronicle = chronicle
    this.#document = document
    this.#journal = journal
    this.#presence = new Presence(clock)
    this.#onSynced = () => onSynced(this)
    this.#stopListening = journal.onTrouble((trouble) => {
      for (const member of this.#members) {
        member.tell(trouble === null ? { type: 'storeRecovered' } : { type: 'storeFailing', reason: trouble })
      }
    })
  }

  get document(): Document {
    return this.#document
  }

  /** Whether all that was received is on stable storage. */
  get isSettled(): boolean {
    return this.#unsettled.length === 0
  }

  join(member: Member): void {
    this.#members.add(member)
    this.#presence.join(member)
    member.send(framed(this.#document.stateVector(), this.#questions, encodeStep1))
    if (this.#journal.trouble !== null) member.tell({ type: 'storeFailing', reason: this.#journal.trouble })
  }

  leave(member: Member): void {
    this.#members.delete(member)
    this.#waits.delete(member)
    this.#authors.leave(member)
    this.#presence.leave(member)
  }

  /** Answers a sync step 1 with what is written, so that `synced` fires when all is there (S2, S3). */
  sync(member: Member, stateVector: Uint8Array): void {
    orClose(member, () => {
      const { first, rest } = this.#document.missingFrom(stateVector)
      if (first !== null) member.send(framed(first, this.#updates, encodeUpdate))
      member.send(framed(rest, this.#answers, encodeStep2), true)
      this.#presence.expect(member)
    })
  }

  /**
   * Takes an update from a member.
   * @param count of update-carrying messages that the member has sent, this one included.
   */
  edit(member: Member, update: Uint8Array, count: number): void {
    orClose(member, () => this.#take(member, readUpdate(update), count, null))
  }

  announce(member: Member, entries: readonly AwarenessEntry[]): void {
    const before = this.#presence.clientOf(member)
    this.#presence.announce(member, entries)
    const client = this.#presence.clientOf(member)
    if (before === null && client !== null) this.#probeOthers(member, client)
  }

  /** Who a member is has changed. */
  reappear(member: Member): void {
    this.#presence.reappear(member)
  }

  showPresence(member: Member): void {
    this.#presence.show(member)
  }

  take(): Batch {
    const outgoing = this.#unsettled.at(-1)!
    this.#gathering = false
    return {
      document: this.name,
      update: this.#document.unwritten(),
      written: (position) => this.#tell(outgoing, position),
      synced: () => this.#settle(outgoing),
    }
  }

  /** Ends the room: nobody is told anything any more. */
  end(): void {
    this.#stopListening()
    this.#document.forget()
  }

  /** Everybody out, for this reason. */
  closeAll(reason: CloseReason): void {
    for (const member of [...this.#members]) member.close(reason)
  }

  /** @param asked who has just shown that it lives, and did not write this itself. */
  #take(member: Member, incoming: Incoming, count: number, asked: Member | null): void {
    const { structs, deletions } = incoming.outline
    const isNew = (client: number): boolean => this.#document.bringsOf(client, incoming)
    const author =
      this.#authors.otherThan(member, structs, isNew) ?? this.#authors.otherThan(member, deletions, isNew)
    if (author === null) return this.#edit(member, incoming, count)
    if (author === asked) throw new RefusedUpdate('somebody else writes under this client id')
    // Two who bring what the other wrote would wait for each other: this one comes back, and finds that it is there.
    if (this.#isWaitingFor(author, member)) return member.close('tooSlow')
    // Its own copy may be on its way, if this is a relay or a second connection of its own; or it is long gone.
    this.#waits.set(member, author)
    const resume = member.pause()
    author.probe(() => {
      this.#waits.delete(member)
      if (this.#members.has(member))
        member.onBehalf(() => orClose(member, () => this.#take(member, incoming, count, author)))
      resume()
    })
  }

  #isWaitingFor(one: Member, other: Member): boolean {
    let next = this.#waits.get(one)
    while (next !== undefined && next !== other) next = this.#waits.get(next)
    return next === other
  }

  #edit(member: Member, incoming: Incoming, count: number): void {
    const introductions = this.#introductionsOf(member, incoming.outline.structs)
    const applied = this.#document.apply(incoming)
    if (applied === 'known') return this.#acknowledgeKnown(member, count)
    this.#authors.wrote(member, this.#presence.clientOf(member), incoming.outline.structs)
    for (const introduction of introductions) this.#record(introduction)
    const outgoing = this.#gather()
    outgoing.authors.add(member)
    outgoing.acknowledge.set(member, count)
    if (applied === 'gap') this.#askForMissing(member)
  }

  /** What of these structs is new and not from whom the last of its client was: nothing, for nearly every keystroke. */
  #introductionsOf({ person }: Member, structs: readonly Run[]): Introduction[] {
    const document = documentOf(this.name)
    if (document === null || person === null) return []
    return structs
      .filter(({ client }) => this.#introducers.get(client) !== person.id)
      .map(({ client, clock, end }) => ({
        client,
        clock: Math.max(clock, this.#document.clockOf(client)),
        end,
      }))
      .filter(({ clock, end }) => clock < end)
      .map(({ client, clock }) => ({ document, client, clock, person: person.id }))
  }

  /** Who brings something first wrote it, as far as anybody can tell (A7). */
  #record(introduction: Introduction): void {
    this.#introducers.set(introduction.client, introduction.person)
    this.#chronicle.introduced(introduction)
  }

  /** Who comes back has left connections behind, it may be several, that are to be found dead before it writes. */
  #probeOthers(member: Member, client: number): void {
    for (const other of this.#members)
      if (other !== member && this.#presence.clientOf(other) === client) other.probe(() => {})
  }

  /** Once for what is missing, not for each update that waits for it (S5). */
  #askForMissing(member: Member): void {
    const missing = this.#document.missing()
    if (this.#asked.get(member) === missing) return
    this.#asked.set(member, missing)
    member.send(encodeStep1(this.#document.stateVector()))
  }

  #gather(): Outgoing {
    if (!this.#gathering) {
      this.#gathering = true
      this.#unsettled.push(newOutgoing())
      this.#journal.enqueue(this)
    }
    return this.#unsettled.at(-1)!
  }

  /** What brought nothing is saved as soon as all that came before it is: it may repeat an edit in flight. */
  #acknowledgeKnown(member: Member, count: number): void {
    const last = this.#unsettled.at(-1)
    if (last !== undefined) return void last.acknowledge.set(member, count)
    member.saved(count)
    this.#onSynced()
  }

  #tell(outgoing: Outgoing, position: number): void {
    const update = this.#document.written(position)
    const frame = encodeUpdate(update)
    const onlyAuthor = outgoing.authors.size === 1 ? [...outgoing.authors][0] : null
    for (const member of this.#members) if (member !== onlyAuthor) member.send(frame)
  }

  #settle(outgoing: Outgoing): void {
    this.#unsettled.splice(this.#unsettled.indexOf(outgoing), 1)
    for (const [member, count] of outgoing.acknowledge) {
      if (this.#members.has(member)) member.saved(count)
    }
    this.#document.catchUp()
    this.#onSynced()
  }
}

/** The frame of these bytes, made once. */
function framed(
  bytes: Uint8Array,
  made: WeakMap<Uint8Array, Uint8Array>,
  encode: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const frame = made.get(bytes) ?? encode(bytes)
  made.set(bytes, frame)
  return frame
}

/** What a member sent could not be read or applied: that member goes, and nobody else notices. */
function orClose(member: Member, act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof RefusedUpdate)) throw error
    member.close('malformed')
  }
}
