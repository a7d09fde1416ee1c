import { Tooltip } from 'radix-ui'
import type { Awareness } from 'y-protocols/awareness'
import { OwnAvatar } from '../features/identity/OwnAvatar.tsx'
import { Arrivals } from '../features/presence/Arrivals.tsx'
import { People } from '../features/presence/People.tsx'
import { ShareButton } from '../features/share/ShareButton.tsx'

/** Who is here, and how to ask others in. */
export function Company({ awareness, ownName }: { awareness: Awareness; ownName: string }) {
  return (
    <Tooltip.Provider delayDuration={400}>
      <People awareness={awareness} ownName={ownName}>
        <OwnAvatar />
      </People>
      <ShareButton />
      <Arrivals awareness={awareness} />
    </Tooltip.Provider>
  )
}
