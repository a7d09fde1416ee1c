import {
  type AuditAction,
  auditPage,
  groupList,
  invitationList,
  oneTimeLink,
  peopleList,
  type Settings,
  settings,
  usage,
} from '@weft/shared/api/administration'
import { ask, tell } from './request.ts'

const HERE = '/api/administration'

// Each throws Refusal.
export const listPeople = async () => (await ask(peopleList, 'GET', `${HERE}/people`)).people
export const invite = (wanted: { email?: string; isAdministrator: boolean }) =>
  ask(oneTimeLink, 'POST', `${HERE}/invitations`, wanted)
export const listInvitations = async () =>
  (await ask(invitationList, 'GET', `${HERE}/invitations`)).invitations
export const withdrawInvitation = (id: string) => tell('DELETE', `${HERE}/invitations/${id}`)
export const changePerson = (id: string, change: { isSuspended?: boolean; isAdministrator?: boolean }) =>
  tell('PATCH', `${HERE}/people/${id}`, change)
export const makeResetLink = (id: string) => ask(oneTimeLink, 'POST', `${HERE}/people/${id}/reset`)
export const signOutEverywhere = (id: string) => tell('DELETE', `${HERE}/people/${id}/sessions`)
export const deletePerson = (id: string, heir: string | null) =>
  tell('POST', `${HERE}/people/${id}/delete`, { heir })

export const listGroups = async () => (await ask(groupList, 'GET', `${HERE}/groups`)).groups
export const makeGroup = (name: string) => tell('POST', `${HERE}/groups`, { name })
export const renameGroup = (id: string, name: string) => tell('PATCH', `${HERE}/groups/${id}`, { name })
export const deleteGroup = (id: string) => tell('DELETE', `${HERE}/groups/${id}`)
export const joinGroup = (group: string, person: string) =>
  tell('PUT', `${HERE}/groups/${group}/members/${person}`)
export const leaveGroup = (group: string, person: string) =>
  tell('DELETE', `${HERE}/groups/${group}/members/${person}`)

export const readSettings = () => ask(settings, 'GET', `${HERE}/settings`)
export const changeSettings = (change: Partial<Settings>) => tell('PATCH', `${HERE}/settings`, change)
export const readUsage = () => ask(usage, 'GET', `${HERE}/usage`)

export interface AuditWish {
  action: AuditAction | null
  person: string | null
  before: number | null
}
export const readAudit = (wish: AuditWish) => ask(auditPage, 'GET', `${HERE}/audit?${queryOf(wish)}`)
/** Where the same is found as a table. */
export const auditTable = (wish: AuditWish) => `${HERE}/audit.csv?${queryOf(wish)}`

function queryOf({ action, person, before }: AuditWish): string {
  const query = new URLSearchParams()
  if (action !== null) query.set('action', action)
  if (person !== null) query.set('person', person)
  if (before !== null) query.set('before', String(before))
  return query.toString()
}
