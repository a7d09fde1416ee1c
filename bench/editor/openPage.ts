import { setTimeout } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { until } from '../until.ts'
import { installProbe, type Probe } from './probe.ts'
import { signOf } from './prose.ts'

const PATIENCE_MS = 60_000
const WINDOW_MS = 1000

/** A contestant's page in a browser context of its own, with the counters of its main thread. */
export class OpenPage {
  readonly page: Page
  readonly #devTools: CDPSession

  private constructor(page: Page, devTools: CDPSession) {
    this.page = page
    this.#devTools = devTools
  }

  /** Goes to a page that holds so many blocks; does not wait for them. */
  static async open(browser: Browser, url: string, blocks: number): Promise<OpenPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    const page = await context.newPage()
    await page.addInitScript(installProbe, { lastSign: signOf(blocks - 1), blocks })
    const devTools = await context.newCDPSession(page)
    // CPU time of the main thread: what the neighbours do to the clock on the wall does not count.
    await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
    // A new window keeps a core busy for a while: that is no part of the page.
    await setTimeout(WINDOW_MS)
    await page.goto(url, { waitUntil: 'commit' })
    return new OpenPage(page, devTools)
  }

  /** When the whole text was painted, in ms from the navigation on; waits for that. */
  async visible(): Promise<number> {
    const visible = this.page.evaluate(() => window.probe.visible)
    const tooLong = setTimeout(PATIENCE_MS, null, { ref: false })
    const at = await Promise.race([visible, tooLong])
    if (at === null) throw new Error('the text is not there after a minute')
    return at
  }

  /** The keys whose letters have been painted since they were last forgotten. */
  keys(): Promise<Probe['keys']> {
    return this.page.evaluate(() => window.probe.keys)
  }

  forgetKeys(): Promise<void> {
    return this.page.evaluate(() => void window.probe.keys.splice(0))
  }

  /** CPU time that tasks have taken on the main thread so far, in ms. */
  async cpu(): Promise<number> {
    const { metrics } = await this.#devTools.send('Performance.getMetrics')
    const found = metrics.find(({ name }) => name === 'TaskDuration')
    if (found === undefined) throw new Error('this browser does not count its tasks')
    return found.value * 1000
  }

  /** Waits until the main thread has next to nothing to do. */
  async comesToRest(): Promise<void> {
    let last = await this.cpu()
    const rests = async (): Promise<boolean> => {
      const now = await this.cpu()
      const spent = now - last
      last = now
      return spent < 10
    }
    if (!(await until(rests, { every: 300, within: PATIENCE_MS })))
      throw new Error('the page does not come to rest')
  }

  /** What a page to which nothing happens takes of the main thread in a second, in ms of CPU. */
  async cpuAtRest(): Promise<number> {
    const before = await this.cpu()
    await setTimeout(2000)
    return ((await this.cpu()) - before) / 2
  }

  /** Puts the caret behind so many letters of a block, in the middle of the window. */
  async goTo(block: number, letters: number): Promise<void> {
    await this.page.evaluate(
      ({ sign, letters: behind }) => {
        const text = document.querySelector<HTMLElement>('.ProseMirror')!
        text.focus({ preventScroll: true })
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          if (!node.textContent?.startsWith(sign)) continue
          node.parentElement?.scrollIntoView({ block: 'center' })
          document.getSelection()?.collapse(node, Math.min(behind, node.textContent.length))
          return
        }
        throw new Error(`${sign} is not on the page`)
      },
      { sign: signOf(block), letters },
    )
  }

  /** Presses a key and does not wait for what the page makes of it, as nobody does who types. */
  press(letter: string): void {
    const key = { key: letter, text: letter, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) }
    for (const type of ['keyDown', 'keyUp'] as const) {
      // A page that lags answers late, or when it is closed.
      this.#devTools.send('Input.dispatchKeyEvent', { type, ...key }).catch(() => undefined)
    }
  }

  /** Whether a block's text holds these letters. Asked rarely: it reads the whole page. */
  shows(block: number, letters: string): Promise<boolean> {
    return this.page.evaluate(
      ({ sign, wanted }) => {
        const text = document.querySelector('.ProseMirror')?.textContent ?? ''
        const from = text.indexOf(sign)
        const end = text.indexOf('§', from + 1)
        return from >= 0 && text.slice(from, end < 0 ? undefined : end).includes(wanted)
      },
      { sign: signOf(block), wanted: letters },
    )
  }

  close(): Promise<void> {
    return this.page.context().close()
  }
}
