import { expect } from '@playwright/test'
import { chinesePages, markdownPages } from '../longDocuments.ts'
import { sameText, test } from '../stories.ts'

test('a hundred pages of Markdown are pasted by one and read by the other as headings, lists and code', async ({
  join,
  newDocument,
}) => {
  test.setTimeout(120_000)
  const address = await newDocument()
  const ann = await join('Ann', address)
  const bob = await join('Bob', address)
  await ann.goesToEnd()
  await ann.pastes(markdownPages(100))
  await bob.sees('The end of page 100.')
  await ann.isToldSaved()
  await sameText([ann, bob])
  for (const person of [ann, bob]) {
    await expect(person.text.locator('h2')).toHaveCount(100)
    await expect(person.text.locator('pre code')).toHaveCount(100)
    await expect(person.text.locator('.bullet')).toHaveCount(300)
    await expect(person.text.locator('.number')).toHaveCount(200)
    await expect(person.text.locator('blockquote')).toHaveCount(100)
    await expect(person.text.locator('strong').first()).toHaveText('bold words')
    await expect(person.text.locator('a[href="https://example.org/1"]')).toHaveCount(1)
    await expect(person.text.locator('img, script')).toHaveCount(0)
  }
  expect(await ann.reads()).not.toContain('**')
})

test('a long Chinese document is pasted by one and read by the other, letter for letter', async ({
  join,
  newDocument,
}) => {
  test.setTimeout(120_000)
  const address = await newDocument()
  const ann = await join('安', address, { locale: 'zh-CN' })
  const bob = await join('博', address, { locale: 'zh-CN' })
  await ann.goesToEnd()
  const pages = chinesePages(100)
  await ann.pastes(pages)
  await bob.sees('第100页完。')
  await ann.isToldSaved()
  const letters = (text: string): string => text.replaceAll(/\s/g, '')
  expect(letters(await sameText([ann, bob]))).toBe(letters(pages))
  await expect(bob.page.locator('html')).toHaveAttribute('lang', /^zh/)
})
