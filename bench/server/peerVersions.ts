import { readFileSync } from 'node:fs'

/** The peers with their versions and what they keep documents in, as a sentence. */
export function peerVersions(): string {
  const manifest = readFileSync(new URL('../peers/package.json', import.meta.url), 'utf8')
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> }
  const version = (name: string): string => `${name} ${dependencies[name]}`
  return [
    `The peers are ${version('@y/websocket-server')} with LevelDB (${version('y-leveldb')})`,
    `and ${version('@hocuspocus/server')} with ${version('@hocuspocus/extension-sqlite')} on the SQLite of Node, both as they come.`,
  ].join(' ')
}
