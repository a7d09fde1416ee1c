import { createReadStream } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

const NAME = 'CHECKSUMS'

/** By the number of the table, which never changes once it is written. */
export type Checksums = Map<number, number>

/** What the folder's tables summed up to when they were new; null when that is not known. */
export async function readChecksums(folder: string): Promise<Checksums | null> {
  const text = await readFile(join(folder, NAME), 'latin1').catch(() => null)
  if (text === null) return null
  const lines = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
  if (text !== closed(lines)) return null
  return new Map(
    lines
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(' ').map(Number) as [number, number]),
  )
}

/** Writes them down in one step. */
export async function writeChecksums(folder: string, sums: Checksums): Promise<void> {
  const lines = [...sums].map(([table, sum]) => `${table} ${sum}\n`).join('')
  const draft = join(folder, `${NAME}.new`)
  await writeFile(draft, closed(lines), { flush: true })
  await rename(draft, join(folder, NAME))
}

/** The sum of a table as it is now; null when it is not there any more. */
export async function checksumOf(table: string): Promise<number | null> {
  try {
    let sum = 0
    for await (const part of createReadStream(table)) sum = crc32(part as Buffer, sum)
    return sum
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The last line sums up those before it. */
const closed = (lines: string): string => `${lines}${crc32(lines)}\n`
