import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { USAGE, userCommand } from './cli/userCommand.ts'
import { BadSettings, readConfig } from './config.ts'
import { CannotStart, addressOfHolder } from './dataFolder.ts'
import { Refused } from './directory/refused.ts'
import { directoryFile, openDirectory } from './openDirectory.ts'

/** The administrator's tool: `weft user …`. It works beside a running server, on the same data. */
async function run([command, ...args]: readonly string[]): Promise<string> {
  if (command !== 'user') throw new Refused('invalid', USAGE)
  const { DATA_DIR, PUBLIC_URL, PORT } = readConfig()
  if (!existsSync(join(DATA_DIR, directoryFile)))
    throw new Refused(
      'notFound',
      `There is nothing of Weft in ${DATA_DIR}. Set DATA_DIR to its data folder, or start it once.`,
    )
  const db = await openDirectory(DATA_DIR, () => {})
  try {
    const directory = {
      db,
      now: () => Date.now(),
      random: (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes),
      // Whoever runs on the same data sees that it has changed.
      rightsChanged: async () => {},
    }
    const address = PUBLIC_URL ?? (await addressOfHolder(DATA_DIR)) ?? `http://localhost:${PORT}`
    return await userCommand(directory, address.replace(/\/$/, ''), args)
  } finally {
    await db.destroy()
  }
}

try {
  process.stdout.write(`${await run(process.argv.slice(2))}\n`)
} catch (error) {
  const isExpected = error instanceof Refused || error instanceof CannotStart || error instanceof BadSettings
  if (!isExpected) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
