// oxlint-disable no-underscore-dangle
import type { WebsocketProvider } from 'y-websocket'

type Clients = Record<'added' | 'updated' | 'removed', number[]>

/**
 * Lets a page tell the server of itself alone. The provider repeats whatever it hears of others, which the server passes over:
 * of twenty carets that move, each page would send nineteen back.
 */
export function tellOwnPresenceOnly({ awareness, _awarenessUpdateHandler: tell }: WebsocketProvider): void {
  const own = awareness.clientID
  awareness.off('update', tell)
  const tellOwn = ({ added, updated, removed }: Clients) => {
    if ([added, updated, removed].some((clients) => clients.includes(own)))
      tell({ added: [], updated: [own], removed: [] }, null)
  }
  awareness.on('update', tellOwn)
}
