import { expect, test } from 'vitest'
import { can, roles } from '../src/roles.ts'

test('[A1] [R1] what each role may do', () => {
  const actions = ['read', 'appear', 'comment', 'edit', 'share', 'trash'] as const
  const table = Object.fromEntries(
    roles.map((role) => [role, actions.filter((action) => can(role, action)).join(' ')]),
  )
  expect(table).toEqual({
    viewer: 'read appear',
    commenter: 'read appear comment',
    editor: 'read appear comment edit',
    owner: 'read appear comment edit share trash',
  })
  for (const action of actions) expect(can(null, action)).toBe(false)
})
