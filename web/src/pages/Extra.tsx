import { Component, type ReactNode, Suspense } from 'react'

interface Props {
  children: ReactNode
  /** What stands there when it cannot be fetched. */
  otherwise?: ReactNode
}

/** Something that the text can do without: it comes when it is there, and is left out when it cannot be fetched. */
export class Extra extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    const { children, otherwise = null } = this.props
    return this.state.failed ? otherwise : <Suspense>{children}</Suspense>
  }
}
