import type { Deed, Person } from './person.ts'

/** A promise was broken; the message says which. */
export class BrokenPromise extends Error {
  override name = 'BrokenPromise'
}

/** What was shown to anybody, and what was called saved: what must be found again. */
export class Promises {
  readonly #shown = new Set<string>()
  readonly #promised: Deed[] = []
  readonly #deleted = new Set<string>()
  readonly #countPromised = new Map<Person, number>()

  /** Takes down what these people have been shown and told since the last time. */
  note(people: readonly Person[]): void {
    for (const person of people) {
      for (const word of person.shown) this.#shown.add(word)
      for (const { kind, word } of person.deeds) if (kind === 'deleted') this.#deleted.add(word)
      this.#promised.push(...person.promised().slice(this.#countPromised.get(person) ?? 0))
      this.#countPromised.set(person, person.promised().length)
    }
  }

  /** The machine died: what was shown and not saved may be gone. */
  forgetShown(people: readonly Person[]): void {
    this.#shown.clear()
    for (const person of people) person.forgetShown()
  }

  /** Throws when a page with these words lacks what was called saved, or when what was shown is not held, if that is said. */
  expectIn(present: Set<string>, held: Set<string> | null): void {
    if (held !== null) this.#expectWords(this.#shown, held, 'shown to somebody and lost')
    const wrote = this.#promised.filter(({ kind }) => kind === 'wrote').map(({ word }) => word)
    this.#expectWords(wrote, present, 'called saved and lost')
    for (const { kind, word } of this.#promised) {
      if (kind === 'deleted' && present.has(word))
        throw new BrokenPromise(`${word}: its deletion was called saved and lost`)
    }
  }

  /** Throws unless all see what the reader sees, nothing is missing in it, and all are told that they are saved. */
  expectAllKept(people: readonly Person[], reader: Person): void {
    const page = reader.text.toJSON()
    const words = reader.written
    for (const person of people) {
      if (!person.synced) throw new BrokenPromise(`${person.name} is not synced`)
      if (person.text.toJSON() !== page) throw new BrokenPromise(`${person.name} sees another text`)
      if (person.written.join() !== words.join()) throw new BrokenPromise(`${person.name} sees other words`)
      expectNoGap(person, people)
      const wrote = person.deeds.filter(({ kind }) => kind === 'wrote').map(({ word }) => word)
      this.#expectWords(wrote, new Set(words), `written by ${person.name}, who is here, and lost`)
      if (person !== reader && person.promised().length !== person.deeds.length) {
        throw new BrokenPromise(`${person.name} is still told «Saving…»`)
      }
      expectPeers(person, people)
    }
    if (new Set(words).size !== words.length) throw new BrokenPromise('a word stands there twice')
    this.expectIn(new Set(words), new Set(words))
  }

  #expectWords(words: Iterable<string>, present: Set<string>, broken: string): void {
    for (const word of words) {
      if (!present.has(word) && !this.#deleted.has(word)) throw new BrokenPromise(`${word} was ${broken}`)
    }
  }
}

/** An update may wait for one that its author took away unsent; nobody waits for somebody who is here. */
function expectNoGap(person: Person, people: readonly Person[]): void {
  for (const client of person.doc.store.pendingStructs?.missing.keys() ?? []) {
    const author = people.find(({ doc }) => doc.clientID === client)
    if (author !== undefined) throw new BrokenPromise(`${person.name} waits for an update of ${author.name}`)
  }
}

function expectPeers(person: Person, people: readonly Person[]): void {
  const others = people.filter((other) => other !== person).map(({ doc }) => doc.clientID)
  const seen = [...person.peers].filter(([, { state }]) => state !== 'null').map(([client]) => client)
  if (sorted(seen) !== sorted(others)) {
    throw new BrokenPromise(`${person.name} sees ${seen.join()} here, not ${others.join()}`)
  }
}

const sorted = (numbers: number[]): string => numbers.toSorted((a, b) => a - b).join()
