import type { DocumentId } from '@weft/shared/ids'
import type { Sharing } from '@weft/shared/api/sharing'
import { can } from '@weft/shared/roles'
import { useTranslation } from 'react-i18next'
import type { Readable } from '../../state/store.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { AddPeople } from './AddPeople.tsx'
import { CopyLink } from './CopyLink.tsx'
import { LinkSettings } from './LinkSettings.tsx'
import type { Own } from './own.ts'
import { PeopleWithAccess } from './PeopleWithAccess.tsx'
import { Requests } from './Requests.tsx'
import styles from './share.module.css'
import { Transfer } from './Transfer.tsx'
import { useSharing } from './useSharing.ts'

interface Props {
  document: DocumentId
  own: Own
  /** What one is to the document. */
  role: string | null
  /** Changes when somebody asks to be let in, among others. */
  standing: Readable<unknown>
  introduce: () => Promise<void>
  onClose: () => void
}

/** Who can do what with the document, and why; whoever owns it changes it here. */
export function ShareDialog({ document, own, role, standing, introduce, onClose }: Props) {
  const { t } = useTranslation('share')
  return (
    <Sheet
      title={t('dialog.title')}
      close={t('dialog.close')}
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <CopyLink />
      {/* Who is something else now may see something else, too. */}
      <WhoMay key={role} document={document} own={own} standing={standing} introduce={introduce} />
    </Sheet>
  )
}

function WhoMay({
  document,
  own,
  standing,
  introduce,
}: Pick<Props, 'document' | 'own' | 'standing' | 'introduce'>) {
  const { t } = useTranslation('share')
  const { sharing, problem, change, reload } = useSharing(document, { introduce, standing })
  if (sharing === null)
    return (
      <>
        <ProblemNote words={problem} />
        {problem === null ? (
          <p className={styles['quiet']} aria-live="polite">
            {t('dialog.loading')}
          </p>
        ) : (
          <Button look="quiet" onClick={reload}>
            {t('dialog.retry')}
          </Button>
        )}
      </>
    )
  const isOwner = can(sharing.role, 'share')
  return (
    <>
      <ProblemNote words={problem} />
      {isOwner && sharing.requests.length > 0 && (
        <Requests document={document} requests={sharing.requests} change={change} />
      )}
      {!isOwner && <Explanation sharing={sharing} />}
      <LinkSettings document={document} sharing={sharing} own={own} change={change} />
      {isOwner && !own.isGuest && <AddPeople document={document} sharing={sharing} change={change} />}
      <PeopleWithAccess document={document} sharing={sharing} own={own} change={change} />
      {isOwner && <Transfer document={document} sharing={sharing} own={own} change={change} />}
    </>
  )
}

/** Why nothing can be changed, and whom to ask. */
function Explanation({ sharing: { role, people } }: { sharing: Sharing }) {
  const { t, i18n } = useTranslation('share')
  const owners = people.flatMap((person) => (person.role === 'owner' && person.name ? [person.name] : []))
  const names = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(owners)
  return (
    <p className={styles['explanation']}>
      {role !== 'owner' && t(`dialog.yours_${role}`)}{' '}
      {owners.length === 0 ? t('dialog.readOnlyNobody') : t('dialog.readOnly', { owners: names })}
    </p>
  )
}
