import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WeftProcess } from './weftProcess.ts'

/** A Weft on a disk that a test can fill, and give room again. */
export interface ScarceDisk {
  weft: WeftProcess
  fill(): void
  free(): void
  remove(): Promise<void>
}

const SIZE = 24 * 1024 * 1024

/** A small file system in memory; null where this user may not mount one. */
async function smallTmpfs(): Promise<ScarceDisk | null> {
  const place = mkdtempSync(join(tmpdir(), 'weft-disk-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', place])
  if (status !== 0) {
    rmdirSync(place)
    return null
  }
  const filler = join(place, 'filler')
  const weft = await WeftProcess.start({}, place)
  return {
    weft,
    fill() {
      for (let piece = SIZE; piece >= 1024; piece /= 2) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(piece), { flag: 'a' })
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        }
      }
    },
    free: () => rmSync(filler),
    async remove() {
      await weft.remove()
      execFileSync('umount', [place])
      rmdirSync(place)
    },
  }
}

/** The server's files may not grow any more, by a limit of the system's on the process. Anybody may set it. */
async function limitedProcess(): Promise<ScarceDisk> {
  const weft = await WeftProcess.start()
  const limit = (bytes: string): void =>
    void execFileSync('prlimit', ['--pid', String(weft.pid), `--fsize=${bytes}:`])
  return {
    weft,
    fill: () => limit('1'),
    free: () => limit('unlimited'),
    remove: () => weft.remove(),
  }
}

/** Every kind of scarce disk that can be had here; one can always be had on Linux. */
export const scarceDisks: Record<string, () => Promise<ScarceDisk | null>> = {
  'a full file system': smallTmpfs,
  'a limit on files': limitedProcess,
}
