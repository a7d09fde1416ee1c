/** As a `ref`: the page begins here. Not on a phone, where a keyboard would cover half of it. */
export function focusWhenShown(element: HTMLElement | null): void {
  if (!window.matchMedia('(pointer: coarse)').matches) element?.focus()
}
