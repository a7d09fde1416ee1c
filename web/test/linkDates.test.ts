import { expect, test } from 'vitest'
import { dateValue, endOfDay } from '../src/features/share/linkDates.ts'

test.each(['2026-03-31', '2027-01-01', '2024-02-29'])('a link that ends on %s works all that day', (day) => {
  const end = endOfDay(day) ?? 0
  expect(dateValue(end)).toBe(day)
  expect(dateValue(end + 1)).not.toBe(day)
})

test.each(['', 'soon', '2026-3-1', '0002-01-01'])('«%s» is no date yet', (typed) => {
  expect(endOfDay(typed)).toBeNull()
})
