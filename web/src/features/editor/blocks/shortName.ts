const LONGEST = 60

/** A name as it is shown: whoever wrote it, nobody has to wait until a megabyte of it is laid out. */
export function shortName(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name
}
