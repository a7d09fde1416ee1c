/** What is on stable storage, and must be found when the folder is opened again: files and their sizes. */
export interface Sealed {
  manifest: readonly [name: string, size: number]
  logs: readonly (readonly [name: string, size: number])[]
}
