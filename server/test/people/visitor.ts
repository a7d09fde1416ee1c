import { WebSocket } from 'ws'

/** Somebody at a browser of their own, as the server sees them: cookies are kept, and sent with the page's origin. */
export class Visitor {
  readonly url: string
  readonly #cookies = new Map<string, string>()
  readonly #origin: string | null
  readonly #token: string | null

  /** @param options.origin of the page that asks; null for a program that has none. */
  constructor(
    url: string,
    { origin = url, token = null }: { origin?: string | null; token?: string | null } = {},
  ) {
    this.url = url
    this.#origin = origin
    this.#token = token
  }

  /** The same person on a page of another origin. */
  from(origin: string | null): Visitor {
    const other = new Visitor(this.url, { origin, token: this.#token })
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value)
    return other
  }

  /** What is sent along to say who it is. */
  get headers(): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      ...(cookie !== '' && { cookie }),
      ...(this.#origin !== null && { origin: this.#origin }),
      ...(this.#token !== null && { authorization: `Bearer ${this.#token}` }),
    }
  }

  async ask(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: { ...this.headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  /** Asks for something that has to go well; what was answered. */
  async does<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.ask(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text === '' ? null : JSON.parse(text)) as T
  }

  async newDocument(): Promise<string> {
    return (await this.does<{ id: string }>('POST', '/api/documents')).id
  }

  /** Comes for the first time, and is a guest from then on. */
  async arrives(): Promise<this> {
    await this.ask('GET', '/d/nothing')
    return this
  }

  get id(): Promise<string> {
    return this.does<{ person: { id: string } }>('GET', '/api/me').then(({ person }) => person.id)
  }

  /** Opens a document's socket as the page does. */
  connect(document: string, parameters: Record<string, string> = {}): WebSocket {
    const query = new URLSearchParams({ weft: '1', ...parameters })
    const address = `${this.url.replace('http', 'ws')}/sync/${document}?${query.toString()}`
    const socket = new WebSocket(address, { headers: this.headers })
    socket.binaryType = 'nodebuffer'
    socket.on('error', () => {})
    return socket
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    if (attributes.includes('Max-Age=0')) this.#cookies.delete(name)
    else this.#cookies.set(name, pair.slice(at + 1))
  }
}
