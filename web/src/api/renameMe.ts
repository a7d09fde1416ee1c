import { tell } from './request.ts'

/** Takes another name on the server, as a guest too. Throws Refusal. */
export const renameMe = (name: string) => tell('PATCH', '/api/me', { name })
