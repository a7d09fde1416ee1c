/** Goes to another page as somebody else than before: from the beginning, as all that was loaded was another person's. */
export function enter(path: string): void {
  window.location.assign(path)
}
