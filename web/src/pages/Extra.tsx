import { Component, type ReactNode, Suspense } from 'react'

/** Something that the text can do without: it comes when it is there, and is left out when it cannot be fetched. */
export class Extra extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? null : <Suspense>{this.props.children}</Suspense>
  }
}
