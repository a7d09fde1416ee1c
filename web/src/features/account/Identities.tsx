import type { Me } from '@weft/shared/api/account'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkIdentity, listIdentities, unlinkIdentity } from '../../api/account.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { useLoaded } from '../../state/useLoaded.ts'
import { Button } from '../../ui/Button.tsx'
import { Part } from '../../ui/PlainPage.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { useConfirmed } from './confirmed.ts'

/** Accounts elsewhere that let one in here. Nothing is shown where the server knows no other providers. */
export function Identities({ providers }: { providers: Me['providers'] }) {
  const { t } = useTranslation('people')
  const confirmed = useConfirmed()
  const { value: identities, reload } = useLoaded(listIdentities)
  const [problem, setProblem] = useState<string | null>(null)
  if (providers.length === 0) return null
  const fail = (error: unknown) => setProblem(problemWords(error, t))

  return (
    <Part title={t('account.identities')} lead={t('account.identitiesLead')}>
      <ProblemNote words={problem} />
      {identities !== null && (
        <Rows label={t('account.identities')} empty="">
          {providers.map(({ id, label }) => {
            const linked = identities.find(({ provider }) => provider === id)
            return (
              <Row
                key={id}
                title={linked === undefined ? label : t('account.linked', { provider: label })}
                more={linked?.email ?? undefined}
              >
                {linked === undefined ? (
                  <Button
                    look="quiet"
                    onClick={() =>
                      void confirmed(() => linkIdentity(id)).then((url) => location.assign(url), fail)
                    }
                  >
                    {t('account.link', { provider: label })}
                  </Button>
                ) : (
                  <Button
                    look="quiet"
                    aria-label={t('account.unlinkName', { provider: label })}
                    onClick={() => void unlinkIdentity(id).then(reload).catch(fail)}
                  >
                    {t('account.unlink')}
                  </Button>
                )}
              </Row>
            )
          })}
        </Rows>
      )}
    </Part>
  )
}
