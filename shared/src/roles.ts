/** What somebody may be to a document, from the least to the most. */
export const roles = ['viewer', 'commenter', 'editor', 'owner'] as const
export type Role = (typeof roles)[number]

/** What a frame or a request asks of a document. */
export type Action = 'read' | 'appear' | 'comment' | 'edit' | 'share' | 'trash'

const allowed: Record<Role, readonly Action[]> = {
  viewer: ['read', 'appear'],
  commenter: ['read', 'appear', 'comment'],
  editor: ['read', 'appear', 'comment', 'edit'],
  owner: ['read', 'appear', 'comment', 'edit', 'share', 'trash'],
}

/**
 * The one question that every frame and every request is put to, on the server, and by the page only to know what to
 * show (PROTOCOL.md, A1). Nobody without a role may do anything.
 */
export function can(role: Role | null, action: Action): boolean {
  return role !== null && allowed[role].includes(action)
}

/** The role that lets one do more. */
export function higherRole(a: Role | null, b: Role | null): Role | null {
  if (a === null || b === null) return a ?? b
  return roles.indexOf(a) >= roles.indexOf(b) ? a : b
}
