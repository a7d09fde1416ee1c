const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/** Returns a switch: while it is on, the browser asks before the page is left. */
export function guardLeaving(): (unsaved: boolean) => void {
  let on = false
  return (unsaved) => {
    if (unsaved === on) return
    on = unsaved
    // Only there while it is needed: a page with this listener is not kept for the back button.
    if (on) window.addEventListener('beforeunload', ask)
    else window.removeEventListener('beforeunload', ask)
  }
}
