/** The last moment of a day as a date field has it (`2026-03-31`), in the time of this device; null for no date. */
export function endOfDay(typed: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed) ?? []
  if (year === undefined || Number(year) < 1970) return null
  return new Date(Number(year), Number(month) - 1, Number(day), 23, 59, 59, 999).getTime()
}

/** A moment as a date field has it. */
export function dateValue(time: number): string {
  const date = new Date(time)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** A day as people of this language write it. */
export const writeDate = (time: number, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(time)
