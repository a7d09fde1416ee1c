// @ts-check

/**
 * Says one calm line about what is going on.
 * @param {string} words
 */
export function say(words) {
  console.log(`Weft  ${words}`)
}

/**
 * Says what is being done while it is done; a terminal also sees the seconds pass.
 * @template T
 * @param {string} words
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function sayWhile(words, work) {
  if (!process.stdout.isTTY) {
    say(`${words}…`)
    return work()
  }
  const started = Date.now()
  const line = () => `\rWeft  ${words}… ${Math.round((Date.now() - started) / 1000)} s`
  process.stdout.write(line())
  const ticking = setInterval(() => process.stdout.write(line()), 1000)
  try {
    return await work()
  } finally {
    clearInterval(ticking)
    process.stdout.write(`${line()}\n`)
  }
}

/**
 * A time that reads well: `340 ms`, `12.4 s`.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
