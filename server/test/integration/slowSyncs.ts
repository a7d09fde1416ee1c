import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'

/** Loaded into a server before it starts: every sync takes so much longer, as on a disk that is old or busy. */
const SLOWER_MS = Number(process.env.SLOWER_MS)

const handle = await open('.', 'r')
const prototype = Object.getPrototypeOf(handle) as FileHandle
await handle.close()
// oxlint-disable-next-line typescript/unbound-method -- it is called on a handle below
const { datasync } = prototype
prototype.datasync = async function (this: FileHandle) {
  await setTimeout(SLOWER_MS)
  await datasync.call(this)
}
