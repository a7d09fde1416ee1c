import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmMe } from '../../api/account.ts'
import { Refusal } from '../../api/request.ts'
import { problemWords } from '../../i18n/people/problemWords.ts'
import { Form } from '../../ui/Form.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { type Confirmed, ConfirmedContext } from './confirmed.ts'
import { PresentPasswordField } from './PasswordField.tsx'

interface Question {
  answer: (isShown: boolean) => void
}

/** Asks for the password over the page where what is inside does something that needs it. Put away, the act fails as refused. */
export function ConfirmPassword({ children }: { children: ReactNode }) {
  const { t } = useTranslation('people')
  const [question, setQuestion] = useState<Question | null>(null)

  const confirmed: Confirmed = async (act) => {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'confirmationNeeded') throw error
      const isShown = await new Promise<boolean>((answer) => setQuestion({ answer }))
      setQuestion(null)
      if (!isShown) throw error
      return act()
    }
  }

  return (
    <ConfirmedContext value={confirmed}>
      {children}
      <Sheet
        title={t('confirm.title')}
        lead={t('confirm.lead')}
        close={t('page.close')}
        open={question !== null}
        onOpenChange={(open) => {
          if (!open) question?.answer(false)
        }}
      >
        <Form
          submit={async ({ current = '' }) => {
            await confirmMe(current)
            question?.answer(true)
          }}
          button={t('confirm.button')}
          explain={(error) => problemWords(error, t)}
        >
          <PresentPasswordField isFirst />
        </Form>
      </Sheet>
    </ConfirmedContext>
  )
}
