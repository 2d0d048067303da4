import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console: built into `dist/console` and served by the API at `/console`; or served from here by `npm run dev`. */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  base: '/console/',
  // Replaces a changed screen and keeps what was typed. The build needs nothing of it.
  plugins: command === 'serve' ? react() : [],
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
    // The API takes what changes something from its own pages only, and knows them by the host of the request.
    proxy: { '/api': { target: process.env.API ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
}));
