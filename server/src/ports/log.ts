/** Facts beside a message. Never the text of a document, a name of a person or a token. */
export type LogFields = { [fact: string]: unknown; error?: unknown }

/** Tells whoever runs the server what happened. Never throws, never waits. */
export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}
