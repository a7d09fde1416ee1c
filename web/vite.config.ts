import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressAssets } from './compressAssets.ts'
import { preloadDocument } from './preloadDocument.ts'

const server = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadDocument(), compressAssets()],
  build: { target: 'es2022', sourcemap: false },
  server: {
    // The Host header stays what the browser sent: the server compares it with the Origin.
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/healthz': { target: server, changeOrigin: false },
      '/sync': { target: server, changeOrigin: false, ws: true },
    },
  },
})
