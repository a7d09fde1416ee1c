import type { DocumentId } from '@weft/shared/ids'
import type { Sharing } from '@weft/shared/api/sharing'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadSharing } from '../../api/sharing.ts'
import type { Readable } from '../../state/store.ts'
import { problemWords } from '../../i18n/share/problemWords.ts'

export interface Rights {
  /** Who may do what; null while it is not known. */
  sharing: Sharing | null
  problem: string | null
  /**
   * Changes something: `act` on the server, and `now` at once in what is shown, until the server has said how it is. One after
   * the other; whether it worked.
   */
  change: (act: () => Promise<void>, now?: (shown: Sharing) => Sharing) => Promise<boolean>
  /** Asks the server again. */
  reload: () => void
}

interface Options {
  /** Lets the server know what a guest is called, before anything is shown. */
  introduce: () => Promise<void>
  /** Changes when the server should be asked again. */
  standing: Readable<unknown>
}

/** Who may do what with a document. */
export function useSharing(document: DocumentId, { introduce, standing }: Options): Rights {
  const { t } = useTranslation('share')
  const [sharing, setSharing] = useState<Sharing | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const turn = useRef(Promise.resolve())

  const look = useCallback(async () => {
    try {
      setSharing(await loadSharing(document))
    } catch (error) {
      setProblem(problemWords(error, t))
    }
  }, [document, t])

  useEffect(() => {
    turn.current = turn.current.then(introduce).then(look)
    return standing.subscribe(() => {
      turn.current = turn.current.then(look)
    })
  }, [look, introduce, standing])

  const change = useCallback<Rights['change']>(
    (act, now = (shown) => shown) => {
      setProblem(null)
      setSharing((shown) => shown && now(shown))
      const done = turn.current.then(act).then(
        () => true,
        (error: unknown) => {
          setProblem(problemWords(error, t))
          return false
        },
      )
      turn.current = done.then(look)
      return done
    },
    [look, t],
  )

  return {
    sharing,
    problem,
    change,
    reload: () => {
      setProblem(null)
      void look()
    },
  }
}
