// @ts-check
import { describe, expect, test } from 'vitest'
import { findViolations } from '../layers.mjs'

/** @param {Record<string, string>} files */
const violations = (files) => findViolations(new Map(Object.entries(files)))

/** @param {string} specifier */
const importing = (specifier) => `import { it } from '${specifier}'\nexport const mine = it\n`

describe('an import that its layer forbids', () => {
  test.for([
    ['shared/src/ids.ts', 'node:crypto', 'shared imports only shared'],
    ['shared/src/ids.ts', '../../server/src/core/room.ts', 'shared imports only shared'],
    ['shared/test/ids.test.ts', '../../server/src/core/room.ts', 'tests of shared'],
    ['server/src/ports/store.ts', '../core/room.ts', 'ports import only'],
    ['server/src/core/room.ts', 'node:fs', 'core imports only'],
    ['server/src/core/room.ts', 'ws', 'core imports only'],
    ['server/src/core/room.ts', 'level', 'core imports only'],
    ['server/src/core/room.ts', 'fastify', 'core imports only'],
    ['server/src/core/room.ts', 'yjs-extra', 'core imports only'],
    ['server/src/core/room.ts', '../adapters/store/levelStore.ts', 'core imports only'],
    ['server/src/core/room.ts', '../ws/upgrade.ts', 'core imports only'],
    ['server/src/core/room.ts', '../config.ts', 'core imports only'],
    ['server/src/adapters/store/levelStore.ts', '../../core/room.ts', 'adapters import only'],
    ['server/src/adapters/store/levelStore.ts', '../../serve.ts', 'adapters import only'],
    ['server/src/ws/upgrade.ts', '../adapters/systemClock.ts', 'ws, http and cli'],
    ['server/src/ws/upgrade.ts', '../http/app.ts', 'ws, http and cli'],
    ['server/src/http/app.ts', '../serve.ts', 'ws, http and cli'],
    ['server/src/cli/backup.ts', '../http/app.ts', 'ws, http and cli'],
    ['server/src/config.ts', './serve.ts', 'the settings import only shared'],
    ['server/src/serve.ts', './main.ts', 'nobody imports main.ts'],
    ['server/src/serve.ts', '../../web/src/session/status.ts', 'the server imports shared and itself'],
    ['server/test/unit/main.test.ts', '../../src/main.ts', 'nobody imports main.ts'],
    ['web/src/session/status.ts', 'react', 'neither React nor TipTap'],
    ['web/src/session/status.ts', 'react-dom/client', 'neither React nor TipTap'],
    ['web/src/session/status.ts', '@tiptap/core', 'neither React nor TipTap'],
    ['web/src/session/status.ts', '../ui/Button.tsx', 'no component'],
    ['web/src/session/status.ts', '../features/editor/editor.ts', 'no feature'],
    ['web/src/api/documents.ts', '../pages/Home.tsx', 'no feature and no page'],
    ['web/src/ui/Button.tsx', '../features/editor/editor.ts', 'no feature and no page'],
    ['web/src/i18n/language.ts', '../features/editor/editor.ts', 'no feature and no page'],
    ['web/src/features/editor/editor.ts', '../presence/carets.ts', 'no other feature'],
    ['web/src/features/editor/editor.ts', '../../pages/Home.tsx', 'no other feature'],
    ['web/src/features/editor/editor.ts', '@weft/server/core/room', 'no other feature'],
    ['web/src/pages/Home.tsx', '../main.tsx', 'nobody imports main.tsx'],
    ['web/src/routes.tsx', '../../server/src/core/room.ts', 'the page imports shared and itself'],
    ['web/test/status.test.ts', '../../server/src/core/room.ts', 'the page imports shared and itself'],
    ['e2e/typing.spec.ts', '../server/src/serve.ts', 'e2e and bench'],
    ['bench/scenario.ts', '../e2e/typing.ts', 'e2e and bench'],
  ])('%s imports %s', ([path = '', specifier = '', rule = '']) => {
    const [violation, ...others] = violations({ [path]: importing(specifier) })
    expect(violation).toContain(`${path} imports ${specifier}: `)
    expect(violation).toContain(rule)
    expect(others).toEqual([])
  })

  test.for([
    "import type { Room } from '../core/room.ts'",
    "import room, { type Room } from '../core/room.ts'",
    "import {\n  Room,\n} from '../core/room.ts'",
    "import * as room from '../core/room.ts'",
    "import '../core/room.ts'",
    "export { Room } from '../core/room.ts'",
    "export * from '../core/room.ts'",
    "const { Room } = await import('../core/room.ts')",
    "let room: import('../core/room.ts').Room",
    "// why\n/* this */ import { Room } from '../core/room.ts'",
  ])('is found however it is written: %s', (statement) => {
    const source = `${statement}\nexport const mine = 1\n`
    expect(violations({ 'server/src/ports/store.ts': source })).toHaveLength(1)
  })

  test('is not found in a comment', () => {
    const source =
      "// import { Room } from '../core/room.ts'\n/*\nimport '../core/room.ts'\n*/\nexport const mine = 1\n"
    expect(violations({ 'server/src/ports/store.ts': source })).toEqual([])
  })
})

test('a source file in no layer is named', () => {
  expect(violations({ 'server/src/misc/thing.ts': 'export const thing = 1' })[0]).toContain('is in no layer')
})

test('a ring of imports is named, one of types too', () => {
  const found = violations({
    'server/src/core/a.ts': "import type { B } from './b.ts'\nexport interface A { b: B }",
    'server/src/core/b.ts': "import { c } from './c.ts'\nexport interface B { c: typeof c }",
    'server/src/core/c.ts': "import type { A } from './a.ts'\nexport const c: A | null = null",
  })
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(
    'server/src/core/a.ts → server/src/core/b.ts → server/src/core/c.ts → server/src/core/a.ts',
  )
})

test.for([
  ['server/src/core/all.ts', "export * from './room.ts'\nexport type { Member } from './member.ts'"],
  ['server/src/core/all.ts', "import { Room } from './room.ts'\nexport { Room }"],
  ['web/src/ui/index.ts', "export * from './Button.tsx'\nexport const more = 1"],
])('a barrel is named: %s', ([path = '', source = '']) => {
  expect(violations({ [path]: source })[0]).toContain('only passes on')
})

/** @param {number} count */
const lines = (count) => 'export const x = 1\n'.repeat(count)

test('a long file is named, a long test is not', () => {
  expect(violations({ 'shared/src/long.ts': lines(301) })[0]).toContain('has 301 lines')
  expect(violations({ 'shared/src/long.ts': lines(300), 'shared/test/long.test.ts': lines(301) })).toEqual([])
})

test('a reader of the environment is named, a comment about it is not', () => {
  expect(violations({ 'server/src/serve.ts': 'export const port = process.env.PORT' })[0]).toContain(
    'process.env',
  )
  expect(violations({ 'server/src/serve.ts': '// process.env\nexport const port = 1' })).toEqual([])
  expect(violations({ 'server/src/config.ts': 'export const port = process.env.PORT' })).toEqual([])
})

test('what the layers allow passes', () => {
  const files = {
    'shared/src/wire.ts':
      "import * as decoding from 'lib0/decoding'\nimport { it } from './ids.ts'\nexport const mine = it",
    'server/src/core/room.ts':
      importing('yjs') + importing('@weft/shared/wire') + importing('../ports/store.ts'),
    'server/src/ws/upgrade.ts': importing('ws') + importing('../core/room.ts') + importing('../config.ts'),
    'server/src/main.ts': importing('./serve.ts') + importing('node:process'),
    'server/src/serve.ts': importing('./adapters/level.ts') + importing('./ws/upgrade.ts'),
    'server/test/integration/sync.test.ts': importing('../../src/serve.ts') + importing('y-websocket'),
    'web/src/session/status.ts': importing('yjs') + importing('../ui/store.ts'),
    'web/src/features/editor/Editor.tsx': importing('./binding.ts') + importing('../../ui/Button.tsx'),
    'web/src/pages/Home.tsx': importing('../features/editor/Editor.tsx') + importing('./Home.module.css'),
    'e2e/typing.spec.ts':
      importing('@weft/shared/ids') + importing('./two.ts') + importing('@playwright/test'),
    'web/vite.config.ts': importing('vite'),
  }
  expect(violations(files)).toEqual([])
})
