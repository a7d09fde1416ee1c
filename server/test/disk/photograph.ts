import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a folder, all as they were at one moment. */
export type Photograph = Map<string, Buffer>

/**
 * Takes all files of a folder in which LevelDB's own thread may be at work: again and again, until nothing has moved
 * while they were taken.
 */
export function photograph(folder: string): Photograph {
  for (;;) {
    const before = look(folder)
    const files: Photograph = new Map()
    try {
      for (const name of readdirSync(folder)) files.set(name, readFileSync(join(folder, name)))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue
      throw error
    }
    if (look(folder) === before) return files
  }
}

/** Puts the files into a new folder. */
export function develop(files: Photograph, folder: string): void {
  mkdirSync(folder)
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
}

function look(folder: string): string {
  return readdirSync(folder)
    .map((name) => {
      const file = statSync(join(folder, name), { bigint: true, throwIfNoEntry: false })
      return `${name} ${file?.ino} ${file?.size} ${file?.mtimeNs}`
    })
    .join('\n')
}
