import * as client from 'openid-client'
import type { Claim } from '../directory/identities.ts'

export interface ProviderSettings {
  id: string
  label: string
  issuer: string
  clientId: string
  clientSecret: string
}

/** What a provider was asked, to which its answer has to fit. */
export interface Asked {
  url: URL
  state: string
  nonce: string
  verifier: string
}

/**
 * One provider of identities. Its addresses and keys are asked for when somebody first wants to go there, and again when
 * that failed: one that is down when the server starts keeps nobody from starting.
 */
export class OpenIdProvider {
  readonly settings: ProviderSettings
  #discovery: Promise<client.Configuration> | null = null

  constructor(settings: ProviderSettings) {
    this.settings = settings
  }

  /** Begins: where to send the browser. Rejects when the provider does not answer. */
  async ask(callback: string): Promise<Asked> {
    const configuration = await this.#configuration()
    const [state, nonce, verifier] = [
      client.randomState(),
      client.randomNonce(),
      client.randomPKCECodeVerifier(),
    ]
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      scope: 'openid email profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    return { url, state, nonce, verifier }
  }

  /** Ends: whom the provider says somebody is. Rejects when the answer does not fit what was asked, or is not the provider's. */
  async read(answered: URL, { state, nonce, verifier }: Asked): Promise<Omit<Claim, 'provider'>> {
    const configuration = await this.#configuration()
    const tokens = await client.authorizationCodeGrant(configuration, answered, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const signed = tokens.claims()
    if (signed === undefined) throw new Error('the provider did not say who it is')
    const more =
      signed['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
        ? await client.fetchUserInfo(configuration, tokens.access_token, signed.sub)
        : {}
    const claims: Record<string, unknown> = { ...more, ...signed }
    // The value, not that it is there.
    const isProved = claims['email_verified'] === true
    return {
      subject: signed.sub,
      email: isProved && typeof claims['email'] === 'string' ? claims['email'] : null,
      name: typeof claims['name'] === 'string' ? claims['name'] : '',
    }
  }

  #configuration(): Promise<client.Configuration> {
    this.#discovery ??= this.#discover().catch((error: unknown) => {
      this.#discovery = null
      throw error
    })
    return this.#discovery
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings
    const url = new URL(issuer)
    // In one's own network a provider may be reached without TLS; whoever sets it so means it.
    const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : []
    return client.discovery(url, clientId, clientSecret, undefined, { execute })
  }
}
