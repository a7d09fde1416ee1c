import { CONTENT } from '@weft/shared/model/read'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** A program that writes in a document with y-websocket as everybody can install it. */
export interface StockClient {
  readonly doc: Y.Doc
  /** The page, as docs/MODEL.md has it. */
  readonly text: Y.Text
  readonly provider: WebsocketProvider
  /** Returns when the server has everything that was written here. */
  readonly isHeard: () => Promise<void>
  readonly leave: () => void
}

/** Joins the document at this address of a page, and has all of it when it returns. */
export async function stockClient(address: string): Promise<StockClient> {
  const { host, pathname } = new URL(address)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://${host}/sync`, pathname.replace('/d/', ''), doc, {
    disableBc: true,
  })
  const synced = new Promise((resolve) => provider.once('sync', resolve))
  await synced
  return {
    doc,
    // Another type may be there: it is a text from the first time somebody asks for it.
    get text() {
      return doc.getText(CONTENT)
    },
    provider,
    async isHeard() {
      while (!Y.equalSnapshots(Y.snapshot(doc), await history(address)));
    },
    leave: () => provider.destroy(),
  }
}

/** All that the server holds at this moment: what was ever written there, and what of it was deleted. */
export async function history(address: string): Promise<Y.Snapshot> {
  const { doc, leave } = await stockClient(address)
  leave()
  return Y.snapshot(doc)
}
