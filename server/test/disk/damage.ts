import type { Random } from '../world/random.ts'
import type { Photograph } from './photograph.ts'

/** What can befall a file. */
export const kinds = ['a bit flipped', 'cut', 'missing', 'a page of zeros', 'grown'] as const

/** The same files, with one of them damaged. */
export function damage(
  files: Photograph,
  name: string,
  kind: (typeof kinds)[number],
  random: Random,
): Photograph {
  const damaged = new Map(files)
  const content = Buffer.from(files.get(name)!)
  if (kind === 'missing') damaged.delete(name)
  else if (kind === 'cut') damaged.set(name, content.subarray(0, random.below(content.length)))
  else if (kind === 'grown')
    damaged.set(name, Buffer.concat([content, Buffer.alloc(1 + random.below(9000), 'x')]))
  else if (content.length > 0) {
    const at = random.below(content.length)
    if (kind === 'a bit flipped') content[at]! ^= 1 << random.below(8)
    else content.fill(0, at, Math.min(at + 4096, content.length))
    damaged.set(name, content)
  }
  return damaged
}
