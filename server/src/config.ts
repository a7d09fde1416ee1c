import * as z from 'zod'

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((text) => text === 'true')
const whole = (least: number, most: number): z.ZodType<number> =>
  z.coerce
    .number({ error: `must be a whole number from ${least} to ${most}` })
    .int({ error: `must be a whole number from ${least} to ${most}` })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` })

const settings = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().min(1, { error: 'must be an address to listen on, like 127.0.0.1' }).default('127.0.0.1'),
  DATA_DIR: z.string().min(1, { error: 'must be a folder' }).default('./data'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://weft.example.org' })
    .optional(),
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
  OPEN_ROOMS: flag.default(false),
  MAX_MESSAGE_BYTES: whole(64 * 1024, 256 * 1024 * 1024).default(16 * 1024 * 1024),
  MAX_CONNECTIONS: whole(1, 1_000_000).default(10_000),
  MAX_CONNECTIONS_PER_ADDRESS: whole(1, 1_000_000).default(1000),
  MAX_OPENS_PER_SECOND: whole(1, 1_000_000).default(100),
  MAX_SHARE: whole(1, 100).default(25),
  MAX_WAITING_BYTES: whole(8 * 1024 * 1024, 64 * 1024 * 1024 * 1024).default(32 * 1024 * 1024),
})

export type Config = z.infer<typeof settings>

/** One sentence for each setting that cannot be used. */
export class BadSettings extends Error {
  override name = 'BadSettings'
}

/**
 * Reads the settings from the environment; an empty value counts as not set. Throws BadSettings, which lists all
 * that are wrong at once. No other file reads the environment.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (parsed.success) return parsed.data
  throw new BadSettings(
    parsed.error.issues
      .map((issue) => `The setting ${issue.path.join('.')}=${given[String(issue.path[0])]} ${issue.message}.`)
      .join('\n'),
  )
}
