// @ts-check

/**
 * What some files may import. The texts are patterns of paths from the project's folder; `<1>` in `own` stands for what
 * a group of `files` holds.
 * @typedef {object} Zone
 * @property {string} files the files of the zone
 * @property {string[]} own the files of ours that they may import
 * @property {RegExp} [packages] the packages that they may import, where not all
 * @property {string} rule the same in words
 */

const shared = 'shared/src/'
const aboutServer = 'the server imports shared and itself, and nobody imports main.ts'
const aboutPage = 'the page imports shared and itself, and nobody imports main.tsx'

/**
 * The layers, each zone with what lies below it. The first zone that holds a file counts.
 * @type {Zone[]}
 */
export const zones = [
  {
    files: 'shared/src/',
    own: [shared],
    packages: /^(?!node:)/,
    rule: 'shared imports only shared and packages, and nothing of Node',
  },
  { files: 'shared/test/', own: ['shared/'], rule: 'the tests of shared see only shared' },

  {
    files: 'server/src/ports/',
    own: [shared, 'server/src/ports/'],
    rule: 'ports import only shared and ports',
  },
  {
    files: 'server/src/core/',
    own: [shared, 'server/src/(ports|core)/'],
    packages: /^(yjs|lib0)(\/|$)/,
    rule: 'core imports only yjs, lib0, shared, ports and core',
  },
  {
    files: 'server/src/adapters/',
    own: [shared, 'server/src/(ports|adapters)/'],
    rule: 'adapters import only shared, ports and adapters',
  },
  {
    files: 'server/src/directory/',
    own: [shared, 'server/src/(ports|directory)/'],
    packages: /^(node:|kysely|@node-rs\/argon2|p-limit)/,
    rule: 'the directory imports only kysely, argon2, p-limit, shared, ports and directory',
  },
  {
    files: 'server/src/(ws|http|cli)/',
    own: [shared, 'server/src/(ports|core|directory|<1>)/', String.raw`server/src/config\.ts$`],
    rule: 'ws, http and cli import only shared, ports, core, directory and the settings, and not one another',
  },
  {
    files: 'server/src/rehearsal/',
    own: [shared, 'server/src/(ports|core|ws|rehearsal)/'],
    rule: 'the rehearsal composes ports, core and ws, and nothing else',
  },
  { files: String.raw`server/src/config\.ts$`, own: [shared], rule: 'the settings import only shared' },
  { files: 'server/src/[^/]+$', own: [shared, String.raw`server/src/(?!main\.ts$)`], rule: aboutServer },
  {
    files: 'server/test/',
    own: [shared, 'server/test/', String.raw`server/src/(?!main\.ts$)`],
    rule: aboutServer,
  },

  {
    files: 'web/src/session/',
    own: [shared, String.raw`web/src/(session|api|ui|i18n|state)/[^.]+\.ts$`],
    packages: /^(?!react|@tiptap\/)/,
    rule: 'session imports neither React nor TipTap, no component, no feature and no page',
  },
  {
    files: 'web/src/(api|ui|i18n|state)/',
    own: [shared, 'web/src/(session|api|ui|i18n|state)/'],
    rule: 'api, ui, i18n and state import no feature and no page',
  },
  {
    files: 'web/src/features/([^/]+)/',
    own: [shared, 'web/src/(session|api|ui|i18n|state|features/<1>)/'],
    rule: 'a feature imports no other feature and no page',
  },
  {
    files: 'web/src/(pages/|[^/]+$)',
    own: [shared, String.raw`web/src/(?!main\.tsx$)`],
    rule: aboutPage,
  },
  {
    files: 'web/test/',
    own: ['shared/', 'web/test/', String.raw`web/src/(?!main\.tsx$)`],
    rule: `${aboutPage}; its tests may use the tools of shared's`,
  },

  {
    files: '(e2e|bench)/',
    own: [shared, '<1>/'],
    rule: 'e2e and bench see only the running program, shared and packages',
  },
]
