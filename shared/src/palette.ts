/**
 * The colours of people. All of them carry white labels at 4.5:1 and more, stand out from the paper
 * in the light and in the dark, and weigh the same to the eye: nobody is louder than the others.
 */
export const palette = [
  '#c7405c',
  '#0e7aa1',
  '#b2580c',
  '#775ed1',
  '#338100',
  '#a74dad',
  '#0a7e7f',
  '#c7452f',
  '#306ed4',
  '#976801',
  '#0b815d',
  '#777408',
] as const

/** The colour of a client of which nothing is known but its number, always the same one. */
export function colorOfClient(client: number): string {
  const index = Math.abs(Math.trunc(Number.isFinite(client) ? client : 0)) % palette.length
  return palette[index] ?? palette[0]
}

/** The colour of a person, on every page and in every document. */
export function colorOfPerson(id: string): string {
  let seed = 0
  for (let i = 0; i < id.length; i++) seed = (seed * 31 + id.charCodeAt(i)) % 1_000_003
  return colorOfClient(seed)
}
