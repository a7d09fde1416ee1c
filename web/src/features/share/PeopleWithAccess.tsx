import { Building2, Users } from 'lucide-react'
import type { DocumentId } from '@weft/shared/ids'
import type { Sharing } from '@weft/shared/api/sharing'
import { can } from '@weft/shared/roles'
import { useTranslation } from 'react-i18next'
import { setEveryone, setGroup, setPerson } from '../../api/sharing.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { AccessRow } from './AccessRow.tsx'
import { nameOfPerson } from './nameOfPerson.ts'
import { orNull, roleOptions, roleOptionsOrNone } from './roleOptions.ts'
import type { Own } from './own.ts'
import styles from './share.module.css'
import type { Rights } from './useSharing.ts'

interface Props {
  document: DocumentId
  sharing: Sharing
  own: Own
  change: Rights['change']
}

/** Everyone in the workspace, groups and people, each with what they may do. */
export function PeopleWithAccess({ document, sharing, own, change }: Props) {
  const { t } = useTranslation('share')
  const { everyone, groups, people } = sharing
  const isOwner = can(sharing.role, 'share')
  const personOptions = [...roleOptions(t), { value: 'owner' as const, words: t('role.owner') }]

  return (
    <section className={styles['section']} aria-labelledby="people-with-access">
      <h3 id="people-with-access">{t('people.title')}</h3>
      <ul>
        {(everyone !== null || (isOwner && !own.isGuest)) && (
          <li>
            <AccessRow
              icon={<Building2 size={18} aria-hidden />}
              name={t('everyone.title')}
              hint={t('everyone.hint')}
              label={t('everyone.role')}
              role={everyone ?? 'none'}
              options={roleOptionsOrNone(t)}
              onChoose={
                isOwner
                  ? (role) =>
                      void change(
                        () => setEveryone(document, orNull(role)),
                        (shown) => ({ ...shown, everyone: orNull(role) }),
                      )
                  : null
              }
            />
          </li>
        )}
        {people.map((person) => {
          const name = nameOfPerson(person, own, t)
          const isChangeable = isOwner && person.id !== own.id
          return (
            <li key={person.id}>
              <AccessRow
                icon={<Avatar name={person.name || name} color={person.color} />}
                name={name}
                hint={person.email}
                label={t('people.role', { name })}
                role={person.role}
                options={personOptions}
                onChoose={
                  isChangeable
                    ? (role) =>
                        void change(
                          () => setPerson(document, person.id, role),
                          (shown) => ({
                            ...shown,
                            people: shown.people.map((one) =>
                              one.id === person.id ? { ...one, role } : one,
                            ),
                          }),
                        )
                    : null
                }
                removeLabel={t('people.remove', { name })}
                {...(isChangeable && {
                  onRemove: () =>
                    void change(
                      () => setPerson(document, person.id, null),
                      (shown) => ({ ...shown, people: shown.people.filter(({ id }) => id !== person.id) }),
                    ),
                })}
              />
            </li>
          )
        })}
        {groups.map((group) => (
          <li key={group.id}>
            <AccessRow
              icon={<Users size={18} aria-hidden />}
              name={group.name}
              hint={t('people.members', { count: group.members })}
              label={t('people.role', { name: group.name })}
              role={group.role}
              options={roleOptions(t)}
              onChoose={
                isOwner
                  ? (role) =>
                      void change(
                        () => setGroup(document, group.id, role),
                        (shown) => ({
                          ...shown,
                          groups: shown.groups.map((one) => (one.id === group.id ? { ...one, role } : one)),
                        }),
                      )
                  : null
              }
              removeLabel={t('people.remove', { name: group.name })}
              {...(isOwner && {
                onRemove: () =>
                  void change(
                    () => setGroup(document, group.id, null),
                    (shown) => ({ ...shown, groups: shown.groups.filter(({ id }) => id !== group.id) }),
                  ),
              })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
