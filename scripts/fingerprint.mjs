// @ts-check
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder } from './filesUnder.mjs'
import { root } from './root.mjs'

/**
 * A text that changes when a name or the content of one of the files does, or the platform under them.
 * @param {readonly string[]} inputs files and folders, from the project's folder
 */
export function fingerprint(inputs) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const path of inputs.flatMap(filesUnder)) {
    const content = readFileSync(join(root, path))
    hash.update(`${path} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}
