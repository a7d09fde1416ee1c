import { expect } from '@playwright/test'
import { sameText, test } from '../stories.ts'

test('the server dies and comes back while two people type, and nothing is lost', async ({
  join,
  newDocument,
  weft,
}) => {
  const { kill } = weft
  test.skip(kill === null, 'this server is not ours to kill: set E2E_STOP and E2E_START')
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Before. ')
  await ann.isToldSaved()
  const bob = await join('Bob', address)
  await bob.sees('Before.')
  await bob.goesToEnd()
  // What comes after the text comes from the server too.
  for (const writer of [ann, bob]) {
    await expect(writer.here).toHaveCount(2)
    await expect(writer.page.getByRole('toolbar')).toBeVisible()
  }
  const typing = ann.types('Ann goes on while the server is away. ', { delay: 30 })
  await kill!()
  await expect(ann.status).toHaveAttribute('data-state', 'offline')
  await expect(bob.status).toHaveAttribute('data-state', 'offline')
  await bob.types('So does Bob. ')
  await typing
  await expect(ann.status).toContainText(/Offline|restarting/)
  await weft.start()
  await ann.isToldSaved()
  await bob.isToldSaved()
  const text = await sameText([ann, bob])
  for (const said of ['Before. ', 'So does Bob.']) expect(text).toContain(said.trim())
  expect(text.replaceAll('So does Bob. ', '').replaceAll(/\s+/g, ' ')).toContain(
    'Ann goes on while the server is away.',
  )
  // Nobody but the disk remembers it now.
  await ann.page.close()
  await bob.page.close()
  await kill!()
  await weft.start()
  const eve = await join('Eve', address)
  expect(await eve.reads()).toBe(text)
})
