import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { Incoming } from '../../session/incoming.ts'

/** Without a sign of life for so long, in milliseconds, a composition is taken for forgotten. */
const FORGOTTEN = 3000
/** Where one composition follows upon another, as the syllables of Korean do, others' edits wait about so long for a gap. */
const LONG = 1000
/** The editor takes the composed text into its document within this time after the end. */
const SETTLED = 30

/** Keeps what others write out of the page while somebody composes a letter. */
export function calmComposition({ hold }: Incoming): Extension {
  return Extension.create({
    name: 'calmComposition',
    addProseMirrorPlugins() {
      let release: (() => void) | null = null
      let timer: ReturnType<typeof setTimeout> | undefined
      let since = 0

      const end = () => {
        clearTimeout(timer)
        release?.()
        release = null
      }
      const keep = (time: number) => {
        clearTimeout(timer)
        timer = setTimeout(end, time)
      }
      const composes = (_view: unknown, { type, timeStamp }: Event) => {
        if (type === 'compositionstart' && timeStamp - since > LONG) end()
        if (release === null) since = timeStamp
        release ??= hold()
        keep(FORGOTTEN)
        return false
      }
      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              compositionstart: composes,
              compositionupdate: composes,
              compositionend() {
                keep(SETTLED)
                return false
              },
            },
          },
          view: () => ({ destroy: end }),
        }),
      ]
    },
  })
}
