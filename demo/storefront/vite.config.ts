import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { ownWasm } from '../../scripts/build/own-wasm.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const assets = fileURLToPath(new URL('../../packages/carmine/dist/assets', import.meta.url));

/** What a shop should send (the tests use the same). Nothing of another host, no eval, no inline script or style. */
export const CSP = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** The shop's server hands events on to its CRM host, and its answers to the page, which speaks to its own origin only. Without a host it answers 500:
 *  the page keeps what waits and answers from its copy. */
const host = `http://localhost:${process.env.CRM_PORT ?? 4180}`;
const proxy = { '/v1/events': host, '/v1/knowledge': host };

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** The file of the SDK behind a URL path, or null: nothing outside the folder. */
const assetFile = (url: string): string | null => {
  const path = normalize(join(assets, decodeURIComponent(url.split('?')[0] ?? '')));
  return path.startsWith(assets + sep) && existsSync(path) && statSync(path).isFile() ? path : null;
};

const sendAsset = (req: IncomingMessage, res: ServerResponse): void => {
  const file = assetFile(req.url ?? '');
  if (!file) {
    res.statusCode = 404;
    res.end(`not found: ${req.url}; run "node scripts/build.mjs --only assets"`);
    return;
  }
  for (const [name, value] of Object.entries(ISOLATION)) res.setHeader(name, value);
  res.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  res.setHeader('Content-Length', statSync(file).size);
  createReadStream(file).pipe(res);
};

/** Serves the SDK's assets at /carmine/ while developing and copies them into the build. */
const carmineAssets = (): Plugin => ({
  name: 'carmine-assets',
  configureServer(server) {
    server.middlewares.use('/carmine', sendAsset);
  },
  writeBundle({ dir }) {
    if (dir && existsSync(assets)) cpSync(assets, join(dir, 'carmine'), { recursive: true });
  },
});

export default defineConfig({
  root,
  plugins: [ownWasm(), carmineAssets()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { headers: ISOLATION, proxy },
  preview: { proxy, headers: { ...ISOLATION, 'Content-Security-Policy': CSP } },
});
