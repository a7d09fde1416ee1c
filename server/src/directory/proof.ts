/** What shows who somebody is, and goes on showing it as long as it is not withdrawn. */
export type Proof =
  | { by: 'session' | 'token'; hash: string }
  | { by: 'guest'; person: string }
  /** Says nothing of itself, and is let in where whoever has the address may. */
  | { by: 'nothing' }
