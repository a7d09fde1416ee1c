const EXPLICIT = /^(https?:\/\/|mailto:)\S/i
const SCHEME = /^[a-z][a-z0-9+.-]*:/i
const MAIL = /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/
const SITE = /^[^\s:/?#@]+(\.[^\s:/?#@]+)+([:/?#]|$)/

/** Whether an address may stand in a link: web and mail only, never a script, however it is disguised. */
export function isLinkable(address: string): boolean {
  // Browsers drop control characters and blanks before they read the scheme.
  // oxlint-disable-next-line no-control-regex
  const plain = address.replaceAll(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\ufeff]/g, '')
  return EXPLICIT.test(plain) || !SCHEME.test(plain)
}

/** The address that a person means by what they typed, or null when it cannot be linked. */
export function readAddress(typed: string): string | null {
  const text = typed.trim()
  if (EXPLICIT.test(text)) return text
  if (MAIL.test(text)) return `mailto:${text}`
  if (SITE.test(text) && URL.canParse(`https://${text}`)) return `https://${text}`
  return null
}

/** Opens a link in a tab of its own that knows nothing of this one. */
export function openAddress(address: string): void {
  if (EXPLICIT.test(address.trim())) window.open(address, '_blank', 'noopener,noreferrer')
}
