// @ts-check

/** The person stopped the program: there is nothing to explain. */
export class Interrupted extends Error {}

/** Something that a command needs went wrong. The message is for people; `output` is what the failing program printed. */
export class Failed extends Error {
  /**
   * @param {string} message
   * @param {string} [output]
   */
  constructor(message, output = '') {
    super(message)
    this.output = output
  }
}
