import type { ProblemKind } from '@weft/shared/api/problems'
import * as z from 'zod/mini'

const problemSeen = z.object({ error: z.string(), kind: z.optional(z.string()) })

/** The server said no, or nobody answered (`unreachable`). `kind` says why; `words` say it in English, for want of better. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly kind: ProblemKind | 'unreachable' | 'unknown'

  constructor(kind: Refusal['kind'], words: string) {
    super(words)
    this.kind = kind
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Asks the server for something that it answers without a body. Throws Refusal. */
export async function tell(method: Method, path: string, body?: unknown): Promise<void> {
  await send(method, path, body)
}

/** Asks the server for something, and checks what it answers. Throws Refusal. */
export async function ask<T extends z.ZodMiniType>(
  answer: T,
  method: Method,
  path: string,
  body?: unknown,
): Promise<z.output<T>> {
  const response = await send(method, path, body)
  const parsed = answer.safeParse(await response.json().catch(() => null))
  if (!parsed.success) throw new Refusal('unknown', 'the server answered something else than was asked for')
  return parsed.data
}

async function send(method: Method, path: string, body: unknown): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
  } catch {
    throw new Refusal('unreachable', 'the server does not answer')
  }
  if (response.ok) return response
  const said = problemSeen.safeParse(await response.json().catch(() => null))
  if (!said.success) throw new Refusal('unknown', `the server answered ${response.status}`)
  throw new Refusal((said.data.kind as ProblemKind | undefined) ?? 'unknown', said.data.error)
}
