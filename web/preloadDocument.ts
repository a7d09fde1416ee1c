import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const PAGE = 'src/pages/Document.tsx'

/**
 * Puts a `document.html` beside the built `index.html`, for the addresses of documents: the same page, which also says at once
 * what the editor is made of. Otherwise the browser learns that only from the first script, when it has fetched and run it.
 */
export function preloadDocument(): Plugin {
  return {
    name: 'preload-document',
    apply: 'build',
    writeBundle: {
      order: 'pre',
      sequential: true,
      async handler({ dir }, bundle) {
        if (dir === undefined) return
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const editor = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(PAGE))
        if (editor === undefined) throw new Error(`there is no chunk of ${PAGE}`)
        const needed = new Set([editor.fileName])
        // What is added while the set is gone through is gone through too.
        for (const name of needed)
          for (const { fileName, imports } of chunks)
            if (fileName === name) for (const other of imports) needed.add(other)
        const parts = chunks.filter(({ fileName }) => needed.has(fileName))
        const page = await readFile(join(dir, 'index.html'), 'utf8')
        const links = [
          ...parts.map(({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}">`),
          ...parts.flatMap(({ viteMetadata }) =>
            [...(viteMetadata?.importedCss ?? [])].map(
              (file) => `<link rel="stylesheet" crossorigin href="/${file}">`,
            ),
          ),
        ].filter((link) => !page.includes(link))
        await writeFile(
          join(dir, 'document.html'),
          page
            .replace('</head>', `${links.join('\n')}</head>`)
            // It waits neither for the style sheets nor for its turn.
            .replace(/<script (?=.*early-)/, '<script async '),
        )
      },
    },
  }
}
