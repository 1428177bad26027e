import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import type { Hono } from 'hono';
import { Problem } from './problem.ts';

/** Nothing of another host, no inline script or style, no frame: the console shows customers. */
export const CONSOLE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONSOLE_CSP,
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** The file behind a path, or undefined: nothing outside the folder. */
const fileOf = (folder: string, path: string): string | undefined => {
  const file = normalize(join(folder, path));
  return file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile() ? file : undefined;
};

/** Serves the built console from `folder` at `/`. Names under assets/ hold a hash of their content and may be kept for good. */
export const addConsoleFiles = (app: Hono, folder: string): void => {
  const send = (path: string): Response => {
    const file = fileOf(folder, path);
    if (!file) throw new Problem(404, 'Nothing is here.');
    return new Response(readFileSync(file), {
      headers: {
        ...HEADERS,
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        'Cache-Control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    });
  };
  app.get('/', () => {
    if (!fileOf(folder, 'index.html'))
      throw new Problem(503, 'The console is not built: node scripts/build.mjs --only console');
    return send('index.html');
  });
  app.get('/assets/:name', (c) => send(`assets/${c.req.param('name')}`));
  app.get('/favicon.svg', () => send('favicon.svg'));
};
