/** The files that LevelDB keeps in its folder, by their names. */
export const CURRENT = 'CURRENT'

export const isLog = (name: string): boolean => /^\d+\.log$/.test(name)
export const isTable = (name: string): boolean => /^\d+\.ldb$/.test(name)
export const tableName = (number: number): string => `${String(number).padStart(6, '0')}.ldb`
export const numberOf = (name: string): number => Number(/\d+/.exec(name))

/** The manifest that CURRENT names; null when that is not a name. */
export const manifestNamed = (current: string): string | null =>
  /^(MANIFEST-\d+)\n$/.exec(current)?.[1] ?? null
