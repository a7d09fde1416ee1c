import type { Chronicle, Introduction } from '../ports/chronicle.ts'
import type { Log } from '../ports/log.ts'
import type { Directory } from './directory.ts'
import { noteTitle } from './documents.ts'
import { noteIntroduction } from './introducers.ts'

/** A chronicle in the directory. */
export class DirectoryChronicle implements Chronicle {
  readonly #directory: Directory
  readonly #log: Log
  readonly #writing = new Set<Promise<void>>()

  constructor(directory: Directory, log: Log) {
    this.#directory = directory
    this.#log = log
  }

  introduced(introduction: Introduction): void {
    this.#write(noteIntroduction(this.#directory, introduction))
  }

  titled(document: string, title: string): void {
    this.#write(noteTitle(this.#directory, document, title))
  }

  /** Resolves when all that it was told is written. */
  async finish(): Promise<void> {
    await Promise.all(this.#writing)
  }

  #write(work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => this.#log.warn('something about a document was not written down', { error }))
      .finally(() => this.#writing.delete(done))
    this.#writing.add(done)
  }
}
