import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { editingHistory, type Keystroke } from './editingHistory.ts'
import { StockClient } from './stockClient.ts'
import { WeftProcess } from './weftProcess.ts'

/** How many keystrokes one writes before the other goes on. */
const TURN = 400

function press(client: StockClient, { position, deleted, inserted }: Keystroke): void {
  client.doc.transact(() => {
    if (deleted > 0) client.text.delete(position, deleted)
    if (inserted !== '') client.text.insert(position, inserted)
  })
}

async function residentMegabytes(weft: WeftProcess): Promise<number> {
  const metrics = await (await fetch(`${weft.url}/metrics`)).text()
  return Number(/^weft_process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]) / 2 ** 20
}

/** What the files of a folder hold. */
function diskMegabytes(folder: string): number {
  const files = globSync('**', { cwd: folder }).map((path) => statSync(join(folder, path)))
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / 2 ** 20
}

test('two people write a long document in turns, a third joins, the server dies once: all end with the text', async () => {
  const { name, keystrokes, text } = await editingHistory()
  const weft = await WeftProcess.start()
  const document = await weft.newDocument()
  const open = (): StockClient => new StockClient(weft.syncUrl, document)
  const started = performance.now()
  try {
    const writers = [open(), open()] as const
    await Promise.all(writers.map((writer) => writer.synced()))
    let third: StockClient | null = null
    let killed = false
    let peak = 0
    for (let at = 0, turn = 0; at < keystrokes.length; at += TURN, turn++) {
      const writer = writers[turn % 2]!
      const other = writers[(turn + 1) % 2]!
      for (const keystroke of keystrokes.slice(at, at + TURN)) press(writer, keystroke)
      if (!killed && at > keystrokes.length * 0.6) {
        killed = true
        await weft.kill()
        await weft.start()
      }
      if (third === null && at > keystrokes.length / 2) third = open()
      await other.sees((page) => page.length === writer.text.length && page === writer.page)
      if (turn % 50 === 0) peak = Math.max(peak, await residentMegabytes(weft))
    }
    const seconds = (performance.now() - started) / 1000
    await third!.sees((page) => page === text)
    const disk = diskMegabytes(weft.folder)
    const fresh = open()
    const opened = performance.now()
    await fresh.synced()
    const openMs = performance.now() - opened
    for (const client of [...writers, third!, fresh]) expect(client.page).toBe(text)
    for (const client of [...writers, third!, fresh]) client.leave()
    await weft.stop()
    console.log(
      `${keystrokes.length} keystrokes of ${name}, ${text.length} characters: ${seconds.toFixed(1)} s` +
        ` (${Math.round(keystrokes.length / seconds)}/s), server at most ${Math.round(peak)} MB,` +
        ` disk ${disk.toFixed(1)} MB, ${diskMegabytes(weft.folder).toFixed(1)} MB when closed,` +
        ` opened by a fourth in ${openMs.toFixed(0)} ms`,
    )
  } finally {
    await weft.remove()
  }
}, 600_000)
