import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mount } from '@carmine/cli/server';
import { build } from 'vite';
import { REPO } from './paths.ts';

/** Bundles a TypeScript entry (workspace sources and all) into a page: /NAME/ with main.js, no inline script.
 *  The entry puts what the test calls on `window`. Workers are not bundled: they come from assetBase. */
export const bundlePage = async (entry: string, name = 'page'): Promise<Mount> => {
  const dir = mkdtempSync(join(tmpdir(), `carmine-${name}-`));
  mkdirSync(dir, { recursive: true });
  await build({
    root: REPO,
    base: './',
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: dir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: { main: entry },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  const head = '<meta charset="utf-8"><link rel="icon" href="data:,">';
  const html = `<!doctype html><html lang="en"><head>${head}</head><body><script type="module" src="main.js"></script></body></html>`;
  writeFileSync(join(dir, 'index.html'), html);
  return { prefix: `/${name}/`, dir };
};
