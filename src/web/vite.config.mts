import path from 'node:path';
import { defineConfig } from 'vite';

/** The console: built into `dist/console`, served by the API at `/console`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  publicDir: path.join(import.meta.dirname, 'public'),
  build: {
    outDir: path.join(import.meta.dirname, '../../dist/console'),
    emptyOutDir: true,
    // The content security policy of the page allows neither inline code nor data URIs for scripts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2023',
  },
  server: {
    proxy: { '/api': process.env.API ?? 'http://127.0.0.1:8080' },
  },
});
