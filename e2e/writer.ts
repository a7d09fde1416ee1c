import { expect, type Locator, type Page } from '@playwright/test'

/** Somebody who writes in a browser of their own. */
export class Writer {
  readonly name: string
  readonly page: Page
  readonly text: Locator
  readonly status: Locator

  constructor(name: string, page: Page) {
    this.name = name
    this.page = page
    this.text = page.locator('main .ProseMirror')
    this.status = page.getByRole('status').filter({ visible: true }).and(page.locator('[data-state]'))
  }

  /** Opens a document and waits until it can be written in. */
  async open(address: string): Promise<void> {
    await this.page.goto(address)
    // Not by `expect`: where it fails at first it describes the whole page, and ten thousand blocks stand still for half a minute.
    await this.text.and(this.page.locator('[contenteditable="true"]')).waitFor({ timeout: 20_000 })
  }

  /** Types into the page, letter by letter, where the caret is. */
  async types(text: string, { delay = 0 } = {}): Promise<void> {
    await this.page.keyboard.type(text, { delay })
  }

  /** Puts the caret at the end of the page. */
  async goesToEnd(): Promise<void> {
    await this.text.focus()
    await this.page.keyboard.press('ControlOrMeta+End')
  }

  /** Writes the title of an empty page, and a first paragraph below it. */
  async begins(title: string, text?: string): Promise<void> {
    await this.goesToEnd()
    await this.types(title)
    if (text === undefined) return
    await this.page.keyboard.press('Enter')
    await this.types(text)
  }

  /** Pastes plain text, as from a text editor. */
  async pastes(text: string): Promise<void> {
    await this.text.evaluate((editor, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  }

  /** Puts the caret behind this text. */
  async goesBehind(words: string): Promise<void> {
    await this.text.focus()
    await this.text.evaluate((root, wanted) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1
        if (at < 0) continue
        document.getSelection()?.collapse(node, at + wanted.length)
        return
      }
      throw new Error(`«${wanted}» is not on the page`)
    }, words)
  }

  /** The text as it stands on the page, a line for each block. */
  async reads(): Promise<string> {
    return (await this.text.locator('> *').allTextContents()).join('\n')
  }

  async sees(words: string | RegExp): Promise<void> {
    await expect(this.text).toContainText(words)
  }

  async isToldSaved(): Promise<void> {
    await expect(this.status).toHaveAttribute('data-state', 'saved')
  }

  /** The list of who is here. */
  get here(): Locator {
    return this.page.getByRole('list', { name: /People here|谁在这里|这里的人/ }).getByRole('listitem')
  }

  /** The carets of others that are drawn on this page. */
  caretOf(name: string): Locator {
    return this.page.locator(`[data-caret][data-name="${name}"]`)
  }
}
