import * as decoding from 'lib0/decoding'
import { SAVED } from '@weft/shared/wire'
import { expect, test } from 'vitest'
import type { WebsocketProvider } from 'y-websocket'
import { Random } from '../world/random.ts'
import { StockClient } from './stockClient.ts'
import { WeftProcess } from './weftProcess.ts'

const KILLS = Number(process.env.KILLS ?? 200)
const ROOMS = 25

/** Somebody who types words and remembers which of them the server called saved. */
class Author extends StockClient {
  readonly #typed: string[] = []
  #saved = 0
  readonly #told = Promise.withResolvers<void>()

  constructor(url: string, room: string) {
    super(url, room, { params: { weft: '1' } })
    const { messageHandlers } = this.provider as WebsocketProvider
    messageHandlers[SAVED] = (_encoder, decoder) => {
      // The first message on a connection is the answer to the server's question; each word is one more.
      this.#saved = Math.max(this.#saved, decoding.readVarUint(decoder) - 1)
      if (this.#saved > 0) this.#told.resolve()
    }
  }

  /** Resolves when the server has called a word saved. */
  get hasSaved(): Promise<void> {
    return this.#told.promise
  }

  get saved(): string[] {
    return this.#typed.slice(0, this.#saved)
  }

  type(word: string, random: Random): void {
    const boundary = this.page.indexOf(' ', random.below(this.text.length + 1)) + 1
    this.text.insert(boundary, `${word} `)
    this.#typed.push(word)
  }
}

async function typeAway(author: Author, random: Random): Promise<void> {
  for (let words = 20 + random.below(400); words > 0; words--) {
    // Now and then a long one, so that journals are being folded when the process dies.
    author.type(
      random.chance(0.05) ? `${random.below(1e9)}${'long'.repeat(500)}` : `w${random.below(1e9)}`,
      random,
    )
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test(`[D1] [D2] [L1] [S2] after kill -9 at any moment all that anyone saw is there at the next first «sync», ${KILLS} times`, async () => {
  const weft = await WeftProcess.start()
  const random = new Random(Number(process.env.SEED ?? 7))
  const count = { seen: 0, saved: 0, lost: 0 }
  try {
    // Only who ends well leaves to the next what was compiled.
    await weft.stop()
    await weft.start()
    for (let round = 0; round < KILLS; round++) {
      const room = `room-${Math.floor(round / (KILLS / ROOMS))}`
      const author = new Author(weft.syncUrl, room)
      const reader = new StockClient(weft.syncUrl, room)
      await Promise.all([author.synced(), reader.synced()])
      const typing = typeAway(author, random)
      // Half of them die early; the others after a word was called saved, however slow the disk is.
      if (random.chance(0.5))
        await Promise.race([typing, reader.sees((page) => page !== '' && random.chance(0.1))])
      else await author.hasSaved
      await weft.kill()
      await typing
      const promised = new Set([...reader.page.split(' '), ...author.saved])
      count.seen += reader.page.split(' ').length
      count.saved += author.saved.length
      author.leave()
      reader.leave()
      // Now and then the next one dies too, while it finds out what the last one left.
      if (random.chance(0.1)) await weft.dieStarting(random.below(700))
      await weft.start()
      const next = new StockClient(weft.syncUrl, room)
      await next.synced()
      for (const word of next.page.split(' ')) promised.delete(word)
      count.lost += promised.size
      next.leave()
    }
  } finally {
    await weft.remove()
  }
  console.log(
    `${KILLS} kills: of ${count.seen} words seen and ${count.saved} called saved ${count.lost} were lost`,
  )
  expect(count.lost).toBe(0)
  expect(count.saved).toBeGreaterThan(KILLS / 4)
}, 3_600_000)
