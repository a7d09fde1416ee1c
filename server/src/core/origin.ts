/**
 * Whether a page of this origin may open a document: the server's own pages, by the address in the request or by
 * PUBLIC_URL. No origin at all means no browser.
 */
export function isOwnOrigin(
  origin: string | undefined,
  { host, publicUrl }: { host: string | undefined; publicUrl: string | undefined },
): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  if (publicUrl !== undefined) {
    const own = new URL(publicUrl)
    if (own.origin === origin) return true
    // The same name by another scheme is what somebody between writes who cannot break TLS.
    if (own.protocol === 'https:' && origin === `http://${own.host}`) return false
  }
  return host !== undefined && new URL(origin).host === host
}
