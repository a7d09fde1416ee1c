const apple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Writes a shortcut like `Mod-Shift-z` the way the keyboard at hand is labelled. */
export function writeShortcut(keys: string): string {
  const parts = keys.split('-').map((key) => {
    if (key === 'Mod') return apple ? '⌘' : 'Ctrl'
    if (key === 'Shift') return apple ? '⇧' : 'Shift'
    if (key === 'Alt') return apple ? '⌥' : 'Alt'
    return key.toUpperCase()
  })
  return parts.join(apple ? '' : '+')
}
