import { DatabaseSync } from 'node:sqlite'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const { PORT, DATA_DIR } = process.env

/**
 * The extension with its own schema and queries on the SQLite of Node: the package that it is built on compiles itself
 * when it is installed, and no package runs a script here.
 */
class NodeSQLite extends SQLite {
  async onConfigure() {
    this.db = new DatabaseSync(this.configuration.database)
    this.db.exec(this.configuration.schema)
  }
}

/** Hocuspocus as it comes, with SQLite. */
const server = new Server({
  port: Number(PORT),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new NodeSQLite({ database: `${DATA_DIR}/documents.sqlite` })],
})
await server.listen()
