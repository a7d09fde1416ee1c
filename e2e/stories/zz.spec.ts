import { expect } from '@playwright/test'
import { ODD, writeBlock } from '../oddContent.ts'
import { history, stockClient } from '../stockClient.ts'
import { test } from '../stories.ts'
for (let n = 0; n < 24; n++) test(`zz ${n}`, async ({ join, newDocument }) => {
  test.setTimeout(60000)
  const address = await newDocument()
  const { doc, text, isHeard, leave } = await stockClient(address)
  doc.transact(() => {
    text.insert(0, 'Title')
    writeBlock(text, { id: 'a', kind: 'paragraph' }, 'before')
    ODD['ten thousand blocks, each deeper than the one before']!(text)
    writeBlock(text, { id: 'b', kind: 'paragraph' }, 'behind')
  })
  await isHeard(); leave()
  await history(address)
  const ann = await join('Ann')
  await history(address)
  const cdp = await ann.page.context().newCDPSession(ann.page)
  const t = Date.now()
  const ok = await ann.open(address, { timeout: 10000 }).then(() => true, () => false)
  console.log(n, ok, Date.now() - t)
  if (ok) return
  const alive = await Promise.race([ann.page.evaluate(() => document.body.innerText.slice(0, 80) + ' / editors ' + document.querySelectorAll('.ProseMirror').length), new Promise((r) => setTimeout(() => r('BLOCKED'), 3000))])
  console.log('ALIVE?', alive)
  if (alive !== 'BLOCKED') {
    await ann.page.waitForTimeout(2000)
    console.log('later', await ann.page.evaluate(() => document.querySelectorAll('.ProseMirror').length))
    return
  }
  const enabled = cdp.send('Debugger.enable')
  const paused = new Promise<any>((r) => cdp.once('Debugger.paused', r))
  void cdp.send('Debugger.pause')
  const p = await Promise.race([paused, new Promise((r) => setTimeout(() => r(null), 8000))])
  console.log('PAUSED', (p as any)?.callFrames.slice(0, 25).map((f: any) => `${f.functionName}@${f.location.lineNumber}`).join('\n'))
  void enabled
})
