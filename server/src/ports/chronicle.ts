/** Keeps what is known of documents beside their text. Never throws, never waits: what it is told is worth no delay. */
export interface Chronicle {
  /** Somebody has written under this client id, in a document where nobody was seen to before. */
  wrote(document: string, client: number, person: string): void
  /** What a document is called, whenever its journal was folded. */
  titled(document: string, title: string): void
}
