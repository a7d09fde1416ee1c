/** What a page notes about itself while it is measured. All times are in ms from the navigation on. */
export interface Probe {
  /** When the whole text was painted. */
  readonly visible: Promise<number>
  /** The keys whose letters have been painted. */
  readonly keys: { pressed: number; painted: number }[]
}

declare global {
  interface Window {
    probe: Probe
  }
}

/**
 * Runs in the page before anything else does. A key is pressed at its event's own stamp, which Chromium takes when the
 * key comes in, so waiting in line counts; it is painted at the end of the main thread's part of the frame. Event Timing would add the
 * compositor's, but knows only steps of 8 ms and nothing below 16. The end of a frame is told by the first thing that runs
 * behind it: an urgent task, or the next key, which outranks every task. To wait for the task alone would make a
 * page that lags look worse than it is.
 */
export function installProbe({ lastSign, blocks }: { lastSign: string; blocks: number }): void {
  const { promise: visible, resolve: isVisible } = Promise.withResolvers<number>()
  const probe: Probe = { visible, keys: [] }
  window.probe = probe
  const urgently = (task: () => void): void =>
    void window.scheduler.postTask(task, { priority: 'user-blocking' })

  const isWhole = (): boolean => {
    const text = document.querySelector('.ProseMirror')
    if (text === null) return false
    // Only the end is read in every frame, the whole once.
    const isThere = [...text.children].slice(-3).some((block) => block.textContent.includes(lastSign))
    // An editor may repeat some text for those who cannot see it: each sign counts once.
    return isThere && new Set(text.textContent.match(/§\d+ /g)).size >= blocks
  }
  const look = (): void => {
    const began = performance.now()
    if (!isWhole()) return void requestAnimationFrame(look)
    const looked = performance.now() - began
    urgently(() => isVisible(performance.now() - looked))
  }
  requestAnimationFrame(look)

  let typed: number[] = []
  let drawn: number[] = []
  const frameEnded = (): void => {
    const painted = performance.now()
    probe.keys.push(...drawn.map((pressed) => ({ pressed, painted })))
    drawn = []
  }
  const onKey = (event: KeyboardEvent): void => {
    frameEnded()
    typed.push(event.timeStamp)
    if (typed.length > 1) return
    requestAnimationFrame(() => {
      drawn.push(...typed)
      typed = []
      urgently(frameEnded)
    })
  }
  window.addEventListener('keydown', onKey, { capture: true })
}
