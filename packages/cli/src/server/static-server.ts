import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

/** The policy every page of ours must live under: no other host, no blob:, no eval, no inline script. */
export const STRICT_CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "base-uri 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
};

/** A folder served under a URL prefix that starts and ends with "/". Longest prefix first. */
export interface Mount {
  readonly prefix: string;
  readonly dir: string;
}

/** Answers a request itself and returns true, or leaves it and returns false; may take its time. */
export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => boolean | Promise<boolean>;

export interface StaticServerOptions {
  readonly mounts: readonly Mount[];
  /** Asked before the mounts, in order. */
  readonly routes?: readonly Route[];
  /** Value of content-security-policy for every answer; '' for none. Default STRICT_CSP. */
  readonly csp?: string;
  /** true: COOP/COEP, so that the page is cross-origin isolated (SharedArrayBuffer, exact timers). */
  readonly isolated?: boolean;
}

/** One answered request. */
export interface ServedRequest {
  readonly path: string;
  readonly status: number;
  /** Bytes of the file, uncompressed; 0 when a route answered. */
  readonly bytes: number;
}

export interface StaticServer {
  /** "http://127.0.0.1:PORT", no slash at the end. */
  readonly origin: string;
  /** Everything answered since the start, in order. */
  readonly log: readonly ServedRequest[];
  /** Stops listening and drops connections. Idempotent. */
  close(): Promise<void>;
}

const fileFor = (mounts: readonly Mount[], path: string): string | null => {
  const mount = mounts.find((m) => path.startsWith(m.prefix));
  if (!mount) return null;
  const file = normalize(join(mount.dir, path.slice(mount.prefix.length) || 'index.html'));
  if (file !== mount.dir && !file.startsWith(mount.dir.replace(/[\\/]$/, '') + sep)) return null;
  try {
    const stat = statSync(file);
    return stat.isDirectory() ? join(file, 'index.html') : file;
  } catch {
    return null;
  }
};

const send = (response: ServerResponse, file: string, range: string | undefined): number => {
  const { size } = statSync(file);
  const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  const start = asked ? Number(asked[1]) : 0;
  const end = asked?.[2] ? Math.min(Number(asked[2]), size - 1) : size - 1;
  response.setHeader('content-type', type);
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('content-length', Math.max(0, end - start + 1));
  if (asked) response.setHeader('content-range', `bytes ${start}-${end}/${size}`);
  response.writeHead(asked ? 206 : 200);
  createReadStream(file, size ? { start, end } : {}).pipe(response);
  return size;
};

const setHeaders = (response: ServerResponse, options: StaticServerOptions): void => {
  const csp = options.csp ?? STRICT_CSP;
  if (csp) response.setHeader('content-security-policy', csp);
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('x-content-type-options', 'nosniff');
  if (!options.isolated) return;
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-embedder-policy', 'require-corp');
};

/** A static server on a free port of 127.0.0.1, for the engine page of the command and for tests. */
export const startStaticServer = async (options: StaticServerOptions): Promise<StaticServer> => {
  const mounts = [...options.mounts].sort((a, b) => b.prefix.length - a.prefix.length);
  const log: ServedRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    let bytes = 0;
    response.once('finish', () => log.push({ path, status: response.statusCode, bytes }));
    setHeaders(response, options);
    for (const route of options.routes ?? []) if (await route(request, response, path)) return;
    const file = fileFor(mounts, path);
    if (file) bytes = send(response, file, request.headers.range);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(404);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  return {
    origin: `http://127.0.0.1:${port}`,
    log,
    close: () => {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
};
