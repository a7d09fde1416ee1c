import { test } from './stories.ts'
import { ownServer } from './weftServer.ts'

/** A story about a server on which nobody was before. */
export const freshServer = test.extend({
  // oxlint-disable-next-line no-empty-pattern
  weft: async ({}, use) => {
    const weft = await ownServer({})
    await use(weft)
    await weft.stop()
  },
})
