import { Visitor } from './visitor.ts'

const PASSWORD = 'a long way to the sea'
export const passwordOf = (name: string): string => `${PASSWORD}, ${name}`
export const emailOf = (name: string): string => `${name}@example.org`

/** Makes the first administrator of a new server. */
export async function firstAdministrator(url: string, setup: string): Promise<Visitor> {
  const visitor = new Visitor(url)
  await register(visitor, 'ada', setup.split('#')[1]!)
  return visitor
}

/** Invites somebody, who makes an account. */
export async function newMember(
  administrator: Visitor,
  name: string,
  visitor = new Visitor(administrator.url),
): Promise<Visitor> {
  const { link } = await administrator.does<{ link: string }>('POST', '/api/administration/invitations', {})
  await register(visitor, name, link.split('#')[1]!)
  return visitor
}

/** Signs somebody in on another device. */
export async function signIn(url: string, name: string): Promise<Visitor> {
  const visitor = new Visitor(url)
  await visitor.does('POST', '/api/sign-in', { email: emailOf(name), password: passwordOf(name) })
  return visitor
}

const register = (visitor: Visitor, name: string, token: string): Promise<unknown> =>
  visitor.does('POST', '/api/register', { name, email: emailOf(name), password: passwordOf(name), token })
