// @ts-check
import { fileURLToPath } from 'node:url'

/** The folder of the project: every script works there, wherever it was called from. */
export const root = fileURLToPath(new URL('..', import.meta.url))
