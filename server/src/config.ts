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
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address like smtp://user:password@mail.example.org:587' })
    .optional(),
  SMTP_FROM: z.email({ error: 'must be an e-mail address' }).optional(),
  MAX_MESSAGE_BYTES: whole(64 * 1024, 256 * 1024 * 1024).default(16 * 1024 * 1024),
  MAX_CONNECTIONS: whole(1, 1_000_000).default(10_000),
  MAX_CONNECTIONS_PER_ADDRESS: whole(1, 1_000_000).default(1000),
  MAX_CONNECTIONS_PER_PERSON: whole(1, 1_000_000).default(200),
  MAX_OPENS_PER_SECOND: whole(1, 1_000_000).default(100),
  MAX_SHARE: whole(1, 100).default(25),
  MAX_WAITING_BYTES: whole(8 * 1024 * 1024, 64 * 1024 * 1024 * 1024).default(32 * 1024 * 1024),
})

const provider = z.object({
  ISSUER: z.url({ protocol: /^https?$/, error: 'must be the address of the provider' }),
  CLIENT_ID: z.string({ error: 'is missing' }).min(1),
  CLIENT_SECRET: z.string({ error: 'is missing' }).min(1),
  LABEL: z.string().optional(),
})

/** Another place to sign in from (OpenID Connect). */
interface OidcProvider {
  id: string
  label: string
  issuer: string
  clientId: string
  clientSecret: string
}

export type Config = z.infer<typeof settings> & { providers: readonly OidcProvider[] }

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
  const mailsFromNowhere = given['SMTP_URL'] !== undefined && given['PUBLIC_URL'] === undefined
  const named = Object.entries(providersIn(given)).map(([name, fields]) => ({
    name,
    read: provider.safeParse(fields),
  }))
  const complaints = [
    ...(parsed.error?.issues ?? []).map((issue) => complaint(String(issue.path[0]), given, issue.message)),
    // Otherwise whoever asks for somebody's new password could say where its link leads.
    ...(mailsFromNowhere ? ['The setting SMTP_URL needs PUBLIC_URL too: links in mails lead there.'] : []),
    ...named.flatMap(({ name, read }) =>
      (read.error?.issues ?? []).map((issue) =>
        complaint(`OIDC_${name}_${String(issue.path[0])}`, given, issue.message),
      ),
    ),
  ]
  if (complaints.length > 0 || !parsed.success) throw new BadSettings(complaints.join('\n'))
  const providers = named.flatMap(({ name, read: { data } }) =>
    data === undefined
      ? []
      : [
          {
            id: name.toLowerCase(),
            label: data.LABEL ?? name,
            issuer: data.ISSUER,
            clientId: data.CLIENT_ID,
            clientSecret: data.CLIENT_SECRET,
          },
        ],
  )
  return { ...parsed.data, providers }
}

/** The value of a secret is not repeated. */
function complaint(name: string, given: Record<string, string | undefined>, message: string): string {
  const value = /SECRET|SMTP_URL/.test(name) ? '…' : (given[name] ?? '')
  return `The setting ${name}=${value} ${message}.`
}

/** The fields of each provider: `OIDC_<name>_<field>`. */
function providersIn(
  given: Record<string, string | undefined>,
): Record<string, Record<string, string | undefined>> {
  const found: Record<string, Record<string, string | undefined>> = {}
  for (const [key, value] of Object.entries(given)) {
    const [, name, field] = /^OIDC_([A-Z0-9]+)_(ISSUER|CLIENT_ID|CLIENT_SECRET|LABEL)$/.exec(key) ?? []
    if (name !== undefined && field !== undefined) (found[name] ??= {})[field] = value
  }
  return found
}
