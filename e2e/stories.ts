import { type BrowserContextOptions, expect, test as base } from '@playwright/test'
import { Writer } from './writer.ts'
import { type WeftServer, weftServer } from './weftServer.ts'

interface JoinOptions extends BrowserContextOptions {
  /** Other hosts that the story itself goes to. */
  visits?: readonly string[]
}

export interface Story {
  weft: WeftServer
  /** A new, empty document; its address. */
  newDocument: () => Promise<string>
  /** Somebody with a browser of their own, at this address if one is given. */
  join: (name: string, address?: string | null, options?: JoinOptions) => Promise<Writer>
}

const COLOURS = ['#b3261e', '#0b57d0', '#146c2e', '#8430ce', '#9a5b00']

/** A test with people in it. Every page is watched: it loads nothing from elsewhere, and its console stays empty. */
export const test = base.extend<Story, { server: WeftServer }>({
  server: [
    // Playwright wants a pattern here, though a worker's fixture needs no other.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await weftServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],

  weft: ({ server }, use) => use(server),

  newDocument: ({ weft }, use) =>
    use(async () => {
      const response = await fetch(`${weft.url}/api/documents`, { method: 'POST' })
      const { id } = (await response.json()) as { id: string }
      return `${weft.url}/d/${id}`
    }),

  join: async ({ browser, weft }, use) => {
    const foreign: string[] = []
    const complaints: string[] = []
    const { host } = new URL(weft.url)
    let people = 0
    await use(async (name, address = null, { visits = [], ...options } = {}) => {
      const context = await browser.newContext(options)
      const identity = { name, adjective: 0, animal: 0, color: COLOURS[people++ % COLOURS.length] }
      await context.addInitScript((kept) => {
        if (localStorage.getItem('weft.identity') === null) localStorage.setItem('weft.identity', kept)
      }, JSON.stringify(identity))
      const page = await context.newPage()
      const watch = (url: string): void => {
        const { protocol, host: there } = new URL(url)
        const isExpected = ['data:', 'blob:'].includes(protocol) || there === host || visits.includes(there)
        if (!isExpected) foreign.push(url)
      }
      page.on('request', (request) => watch(request.url()))
      page.on('websocket', (socket) => watch(socket.url()))
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('dialog', (dialog) => {
        // Only the browser's own question before a page is left is no complaint.
        if (dialog.type() !== 'beforeunload') complaints.push(`${dialog.type()}: ${dialog.message()}`)
        void dialog.accept()
      })
      page.on('console', (message) => {
        // A browser reports every failed connection: servers die in these stories.
        const expected = /WebSocket connection to|Failed to load resource/.test(message.text())
        if (message.type() === 'error' && !expected) complaints.push(message.text())
      })
      const writer = new Writer(name, page)
      if (address !== null) await writer.open(address)
      return writer
    })
    for (const context of browser.contexts()) await context.close()
    expect(foreign, 'nothing is loaded from another origin').toEqual([])
    expect(complaints, 'no page complains').toEqual([])
  },
})

/** All read the same; what they read. */
export async function sameText(people: readonly Writer[]): Promise<string> {
  const [first, ...others] = people
  await expect(async () => {
    const text = await first!.reads()
    for (const other of others) expect(await other.reads()).toBe(text)
  }).toPass({ timeout: 15_000 })
  return first!.reads()
}
