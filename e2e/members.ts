import { type APIRequestContext, expect, request } from '@playwright/test'
import type { WeftServer } from './weftServer.ts'
import type { Writer } from './writer.ts'

const password = 'a long word for tests'
const tokenOf = (link: string): string => link.slice(link.indexOf('#') + 1)
/** The administrator of each server that a story was about. */
const administrators = new Map<string, Promise<APIRequestContext>>()
let members = 0

/** Gives somebody an account on this server, by an invitation, and signs them in. */
export async function becomesMember({ name, page }: Writer, weft: WeftServer): Promise<void> {
  const known = administrators.get(weft.url) ?? firstAdministrator(weft)
  administrators.set(weft.url, known)
  const headers = { origin: weft.url }
  const invited = await (
    await known
  ).post(`${weft.url}/api/administration/invitations`, { headers, data: {} })
  const { link } = (await invited.json()) as { link: string }
  const email = `member${(members += 1)}@example.org`
  const data = { name, email, password, token: tokenOf(link) }
  const registered = await page.request.post(`${weft.url}/api/register`, { headers, data })
  expect(registered.ok(), await registered.text()).toBe(true)
}

async function firstAdministrator({ url, setup }: WeftServer): Promise<APIRequestContext> {
  const administrator = await request.newContext()
  const data = { name: 'Admin', email: 'admin@example.org', password, token: tokenOf(setup ?? '') }
  const registered = await administrator.post(`${url}/api/register`, { headers: { origin: url }, data })
  expect(registered.ok(), await registered.text()).toBe(true)
  return administrator
}
