/** What a connection may be to a document. */
export type Role = 'viewer' | 'editor'
/** What a frame asks for. */
export type Action = 'read' | 'edit' | 'appear'

const allowed: Record<Role, readonly Action[]> = {
  viewer: ['read', 'appear'],
  editor: ['read', 'edit', 'appear'],
}

/** The one question every frame is put to, whatever the client claims about itself (PROTOCOL.md, R1). */
export function can(role: Role, action: Action): boolean {
  return allowed[role].includes(action)
}
