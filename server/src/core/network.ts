const GROUPS = 8
/** A household or a rented server gets at least a /64 of IPv6 (RFC 6177), and may take any address in it. */
const OF_ONE_NETWORK = 4

/**
 * What counts as one place that people come from, where something is limited: of IPv6 the first 64 bits, as whoever has
 * one such address has all of them; of IPv4 the address.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (mapped !== undefined) return mapped
  if (!/^[0-9a-f]*:[0-9a-f:.]*$/i.test(bare)) return address
  const [head = '', tail] = bare.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const left = Array.from({ length: Math.max(0, GROUPS - before.length - after.length) }, () => '0')
  const groups = [...before, ...left, ...after].slice(0, OF_ONE_NETWORK)
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`
}
