import { createTransport } from 'nodemailer'
import type { Mailer } from '../ports/mailer.ts'

/** Hands mail to the server at `smtp://user:password@host:port` (or `smtps:`). It connects when there is something to send. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, { from })
  return {
    async send(mail) {
      await transport.sendMail(mail)
    },
  }
}
