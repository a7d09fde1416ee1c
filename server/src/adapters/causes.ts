/** The codes of an error and of what caused it, outermost first. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== undefined) codes.push(code)
  }
  return codes
}

/** Whether there was no room: on the disk, in a quota or below another limit. LevelDB says so in words only. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (
      /ENOSPC|EDQUOT|EFBIG|no space left|quota exceeded|file too large/i.test(
        `${(cause as NodeJS.ErrnoException).code} ${cause.message}`,
      )
    )
      return true
  }
  return false
}
