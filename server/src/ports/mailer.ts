export interface Mail {
  to: string
  subject: string
  text: string
}

/** Sends mail. Resolves when somebody has taken it on; rejects when nobody has. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
