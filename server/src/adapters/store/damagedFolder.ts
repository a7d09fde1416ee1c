/** Something that was on stable storage is not there any more as it was. Nothing in the folder has been changed. */
export class DamagedFolder extends Error {
  override name = 'DamagedFolder'
  /** The file that is damaged or missing. */
  readonly file: string

  constructor(file: string, what: string) {
    super(`the file ${file} ${what}`)
    this.file = file
  }
}
