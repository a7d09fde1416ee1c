import * as z from 'zod/mini'
import { roles } from '../roles.ts'

/** Parts that several requests have in common. Times are milliseconds since 1970. */
export const id = z.string().check(z.regex(/^[0-9A-Za-z]{22}$/))
export const time = z.int()
export const role = z.enum(roles)
/** What can be given away; that there is an owner is kept by other means. */
export const givenRole = z.enum(['viewer', 'commenter', 'editor'])
export type GivenRole = z.infer<typeof givenRole>
export const name = z.string().check(z.minLength(1), z.maxLength(200))
export const email = z.string().check(z.minLength(3), z.maxLength(254))
export const password = z.string().check(z.minLength(1), z.maxLength(1000))
export const secret = z.string().check(z.minLength(1), z.maxLength(200))

/** A person as others see them. */
export const personShown = z.object({ id, name: z.string(), color: z.string(), isGuest: z.boolean() })
export type PersonShown = z.infer<typeof personShown>
