import { useEffect } from 'react'

/** Keeps `--keyboard` at the height that a keyboard on the screen takes from the window. */
export function useKeyboardInset(): void {
  useEffect(() => {
    const view = window.visualViewport
    if (view === null) return undefined
    const measure = () => {
      const covered = Math.max(0, window.innerHeight - view.height - view.offsetTop)
      // Zooming in shrinks the view too: that is no keyboard.
      document.documentElement.style.setProperty('--keyboard', view.scale > 1.01 ? '0px' : `${covered}px`)
    }
    view.addEventListener('resize', measure)
    view.addEventListener('scroll', measure)
    measure()
    return () => {
      view.removeEventListener('resize', measure)
      view.removeEventListener('scroll', measure)
    }
  }, [])
}
