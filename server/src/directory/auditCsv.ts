import type { AuditEntry } from '@weft/shared/api/administration'

const columns = ['at', 'action', 'actor', 'address', 'document', 'subject', 'detail'] as const

/** A table of what was done, as RFC 4180 has it. */
export function writeCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) => columns.map((column) => cell(column, entry[column])).join(','))
  return `${[columns.join(','), ...rows].join('\r\n')}\r\n`
}

function cell(column: string, value: string | number | null): string {
  const text = column === 'at' ? new Date(Number(value)).toISOString() : String(value ?? '')
  // A spreadsheet would take what begins like a formula for one (OWASP, CSV injection).
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
