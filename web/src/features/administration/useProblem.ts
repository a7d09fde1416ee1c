import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemWords } from '../../i18n/people/problemWords.ts'

/** Does something, says why where it did not work, and goes on with `then` where it did. */
export function useProblem(then: () => Promise<unknown>): {
  problem: string | null
  act: (work: () => Promise<unknown>) => Promise<void>
} {
  const { t } = useTranslation('people')
  const [problem, setProblem] = useState<string | null>(null)
  async function act(work: () => Promise<unknown>) {
    setProblem(null)
    try {
      await work()
      await then()
    } catch (error) {
      setProblem(problemWords(error, t))
    }
  }
  return { problem, act }
}
