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

/** A colour for a number, always the same one. */
export function colorOf(seed: number): string {
  const index = Math.abs(Math.trunc(Number.isFinite(seed) ? seed : 0)) % palette.length
  return palette[index] ?? palette[0]
}
