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

export interface Asker {
  name: string
  title: string
}

/** To an owner. What whoever asks writes to them is not in it: anybody can ask, and this comes in the server's name. */
export const accessMail = (to: string, { name, title }: Asker, link: string): Mail => ({
  to,
  subject: 'Somebody asks for access · 有人请求访问',
  text: `${oneLine(name) || 'A guest'} asks to be let into “${oneLine(title) || 'Untitled'}”. Open the document and press Share to answer:

${link}

${oneLine(name) || '一位访客'} 请求访问“${oneLine(title) || '无标题'}”。打开上面的链接并点击“分享”即可答复。
`,
})

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 120)

export const resetMail = (to: string, link: string): Mail => ({
  to,
  subject: 'A new password for Weft · 重设 Weft 密码',
  text: `Somebody, probably you, asked for a new password. Open this link to choose one; it works once, within a day. If it was not you, do nothing.

${link}

有人（很可能是你）请求重设密码。打开上面的链接即可设置新密码；链接一天内有效，只能使用一次。如果不是你，请忽略这封邮件。
`,
})
