// @ts-check
import { Failed } from './failures.mjs'
import { onceFor } from './onceFor.mjs'
import { runSilently } from './run.mjs'
import { sayWhile } from './say.mjs'
import { toolPath } from './toolPath.mjs'

/**
 * Sees to it that web/dist is the page that the sources say.
 * @param {string} node
 */
export async function buildPage(node) {
  const inputs = ['web', 'shared/src', 'tsconfig.base.json', 'package-lock.json']
  await onceFor('web/dist/.weft', inputs, () =>
    sayWhile('building the page', async () => {
      const env = { ...process.env, NODE_ENV: 'production' }
      const { code, output } = await runSilently(node, [toolPath('vite'), 'build', 'web'], { env })
      if (code !== 0) throw new Failed('the page could not be built', output)
    }),
  )
}
