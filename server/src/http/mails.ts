import type { Mail } from '../ports/mailer.ts'

/** What is mailed, in both languages, as it is not known which one the reader prefers. */
export const invitationMail = (to: string, link: string): Mail => ({
  to,
  subject: 'Your invitation to Weft · Weft 邀请',
  text: `You are invited to write together. Open this link to make your account; it works once, within two weeks:

${link}

邀请你一起写作。打开上面的链接即可创建账号；链接两周内有效，只能使用一次。
`,
})

export const resetMail = (to: string, link: string): Mail => ({
  to,
  subject: 'A new password for Weft · 重设 Weft 密码',
  text: `Somebody, probably you, asked for a new password. Open this link to choose one; it works once, within a day. If it was not you, do nothing.

${link}

有人（很可能是你）请求重设密码。打开上面的链接即可设置新密码；链接一天内有效，只能使用一次。如果不是你，请忽略这封邮件。
`,
})
