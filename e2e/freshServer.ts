import { test } from './stories.ts'
import { ownServer, type WeftServer } from './weftServer.ts'

/** A story about a server on which nobody was before. */
export const freshServer = test.extend<object, { server: WeftServer }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const weft = await ownServer({})
      await use(weft)
      await weft.stop()
    },
    { scope: 'worker' },
  ],
})
