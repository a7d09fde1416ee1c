import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressAssets } from './compressAssets.ts'
import { preloadDocument } from './preloadDocument.ts'

const server = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

/** What asks the server for a document before anything else is there: it may lean on nothing large. */
const early = /session[\\/](earlySocket|syncAddress)|shared[\\/]src[\\/](askForAll|ids)/

/** What every document needs with all that it leans on, and what comes later shares with it. */
const editor =
  /pages[\\/]Document\.tsx|node_modules[\\/](@tiptap|prosemirror-|lucide-react[\\/]dist[\\/]esm[\\/]icons[\\/]check\.)|web[\\/]src[\\/](features[\\/]editor[\\/](binding|blocks|commands)|ui[\\/](copyText|linkAddress))/

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadDocument(), compressAssets()],
  build: {
    target: 'es2022',
    // One stylesheet: asking for a second takes longer than reading what a page does not need.
    cssCodeSplit: false,
    sourcemap: false,
    rolldownOptions: {
      output: {
        // Few files: a browser asks a server without HTTP/2 for six at a time, and each of the first waits for the others.
        codeSplitting: {
          groups: [
            { name: 'early', test: early, priority: 1 },
            { name: 'page', tags: ['$initial'] },
            { name: 'editor', test: editor },
          ],
        },
      },
    },
  },
  server: {
    // The Host header stays what the browser sent: the server compares it with the Origin.
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/healthz': { target: server, changeOrigin: false },
      '/sync': { target: server, changeOrigin: false, ws: true },
    },
  },
})
