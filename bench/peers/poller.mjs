import { createServer } from 'node:http'

/**
 * The old web: edits are posted, and whoever wants the news asks for what came after a number. It keeps them in
 * memory and checks nothing. `POST /<room>` takes one edit, `GET /<room>?after=<n>` answers with the later ones, each
 * behind its length in two bytes; the header `next` says what to ask for the next time.
 */
const rooms = new Map()
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
  const edits = rooms.get(pathname) ?? []
  rooms.set(pathname, edits)
  if (request.method === 'POST') {
    const parts = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      edits.push(Buffer.concat(parts))
      response.writeHead(204).end()
    })
    return
  }
  const news = edits.slice(Number(searchParams.get('after')))
  const body = news.flatMap((edit) => [Buffer.of(edit.length >> 8, edit.length & 255), edit])
  response.writeHead(200, { next: edits.length }).end(Buffer.concat(body))
})
server.listen(Number(process.env.PORT), '127.0.0.1')
