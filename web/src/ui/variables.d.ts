import 'react'

declare module 'react' {
  interface CSSProperties {
    /** Custom properties of the style sheets. */
    [name: `--${string}`]: string
  }
}
