const HERE = 'https://here.invalid'
// Backslashes count as slashes, and browsers drop some of the others before they read an address.
// oxlint-disable-next-line no-control-regex
const TRICKS = /[\\\u0000-\u0020\u007f]/
const OTHER_SERVER = /^\/(%2f|%5c|\/)/i

/** The page to go to after signing in, of what an address asks for: a path on this server; for anything else, home. */
export function returnPath(wanted: string | null | undefined): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return '/'
  if (TRICKS.test(wanted) || OTHER_SERVER.test(wanted) || !URL.canParse(wanted, HERE)) return '/'
  const { origin, pathname, search, hash } = new URL(wanted, HERE)
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : '/'
}
