// @ts-check
import { Failed, Interrupted } from './failures.mjs'
import { say } from './say.mjs'

/**
 * Runs a command's work and makes its end the end of the program: the exit code that it resolves with, 1 with a plain
 * sentence when something that it needs failed, 130 when it was stopped.
 * @param {() => Promise<number>} work
 */
export async function entry(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (error instanceof Interrupted) {
      process.exitCode = 130
      return
    }
    if (!(error instanceof Failed)) throw error
    process.stderr.write(error.output)
    say(error.message)
    process.exitCode = 1
  }
}
