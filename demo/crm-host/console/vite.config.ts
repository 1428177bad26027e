import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Built into dist/, which the host serves at `/`. While developing: `pnpm exec vite --config demo/crm-host/console/vite.config.ts` beside a running host. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // The host allows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 4181, proxy: { '/v1': 'http://localhost:4180' } },
});
