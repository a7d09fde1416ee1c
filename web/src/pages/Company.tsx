import { Tooltip } from 'radix-ui'
import { OwnAvatar } from '../features/identity/OwnAvatar.tsx'
import type { OwnPresence } from '../features/identity/useOwnPresence.ts'
import { Arrivals } from '../features/presence/Arrivals.tsx'
import { People } from '../features/presence/People.tsx'
import { ShareButton } from '../features/share/ShareButton.tsx'
import type { Session } from '../session/openSession.ts'
import { useAspect } from '../state/useStore.ts'
import { Extra } from './Extra.tsx'
import { introduce, ShareDialog } from './laterParts.ts'

/** Who is here, and how to ask others in. */
export function Company({ session, own }: { session: Session; own: OwnPresence }) {
  const { id, awareness, standing } = session
  const role = useAspect(standing, (now) => now?.role ?? null)
  const requests = useAspect(standing, (now) => now?.requests ?? 0)
  return (
    <Tooltip.Provider delayDuration={400}>
      <People awareness={awareness} ownName={own.name} ownId={own.id}>
        <OwnAvatar {...own} />
      </People>
      <ShareButton requests={requests}>
        {(close) => (
          <Extra>
            <ShareDialog
              document={id}
              role={role}
              standing={standing}
              own={own}
              introduce={introduce}
              onClose={close}
            />
          </Extra>
        )}
      </ShareButton>
      <Arrivals awareness={awareness} />
    </Tooltip.Provider>
  )
}
