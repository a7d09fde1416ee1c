import { type MouseEvent, type ReactNode, Suspense, useState } from 'react'
import type { RowActs } from '../features/recent/DocumentList.tsx'
import { RowMenu } from './laterParts.ts'

interface Props {
  acts: RowActs
  children: ReactNode
}

function LaterMenu({ acts, children }: Props) {
  const [wanted, setWanted] = useState(false)
  const want = (event: MouseEvent) => {
    event.preventDefault()
    setWanted(true)
  }
  const waiting = (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the button in it is what is pressed
    <span onClick={want}>{children}</span>
  )
  return wanted ? (
    <Suspense fallback={waiting}>
      <RowMenu {...acts}>{children}</RowMenu>
    </Suspense>
  ) : (
    waiting
  )
}

/** The menu of a row of the list: what it is made of is fetched when somebody presses the first one. */
export const laterMenu = (acts: RowActs, children: ReactNode) => <LaterMenu acts={acts}>{children}</LaterMenu>
