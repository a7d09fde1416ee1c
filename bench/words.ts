/** A figure for people: a decimal where it matters, and no more. */
export function written(figure: number): string {
  if (Number.isNaN(figure)) return '–'
  if (figure === Infinity) return '∞'
  if (figure !== 0 && Math.abs(figure) < 1) return figure.toFixed(2)
  return Math.abs(figure) < 10 ? figure.toFixed(1) : Math.round(figure).toLocaleString('en')
}

export function ratio(over: number, under: number): string {
  const share = over / under
  return Number.isFinite(share) ? share.toFixed(2) : '–'
}
