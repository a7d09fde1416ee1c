/** What a person brought under a client id in a document: all from this clock on that nobody else brought. */
export interface Introduction {
  document: string
  client: number
  clock: number
  person: string
}

/** Keeps what is known of documents beside their text. Never throws, never waits: what it is told is worth no delay. */
export interface Chronicle {
  /** Somebody else than before has brought something new under a client id. It may be told so more than once. */
  introduced(introduction: Introduction): void
  /** What a document is called, whenever its journal was folded. */
  titled(document: string, title: string): void
}
