import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mount, type Route, type StaticServer, startStaticServer } from '@carmine/cli/server';
import type { Page, Request } from 'playwright-core';
import { ASSETS, DATA } from './paths.ts';

/** How a path is spoilt: not there, index.html in its place (a shop's catch-all rule), cut in half, or wrong bytes. */
export type Fault = '404' | 'index-html' | 'truncated' | 'garbage';

/** MediaPipe's wasm as the server gives it. */
export const WASM = '/assets/wasm/vision_wasm_module_internal.wasm';

export interface TestServer extends StaticServer {
  /** URL of the assets folder, with the slash: what `assetBase` takes. */
  readonly assetBase: string;
  /** Spoils a path ("/assets/wasm/x.wasm") until `mend`. */
  fault(path: string, kind: Fault): void;
  mend(): void;
  /** Keeps the answer to a path waiting until the function given back is called. */
  hold(path: string): () => void;
}

export interface TestServerOptions {
  /** Folders beside the standard ones (/assets/, /data/). */
  readonly mounts?: readonly Mount[];
  /** Asked before the mounts. */
  readonly routes?: readonly Route[];
  readonly csp?: string;
  readonly isolated?: boolean;
}

const INDEX = '<!doctype html><html><body>shop</body></html>';

const spoil = (kind: Fault, path: string): { status: number; type: string; body: Buffer | string } => {
  if (kind === '404') return { status: 404, type: 'text/plain', body: 'not found' };
  if (kind === 'index-html') return { status: 200, type: 'text/html; charset=utf-8', body: INDEX };
  const type = path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
  if (kind === 'garbage') return { status: 200, type, body: Buffer.alloc(4096, 0x5a) };
  const whole = readFileSync(join(ASSETS, path.replace(/^\/assets\//, '')));
  return { status: 200, type, body: whole.subarray(0, whole.length >> 1) };
};

/** Static server for browser tests: /assets/ (the built assets), /data/ (../shared/data), your own mounts; strict CSP. */
export const startTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const faults = new Map<string, Fault>();
  const held = new Map<string, Promise<void>>();
  const faulty: Route = (_request, response, path) => {
    const kind = faults.get(path);
    if (!kind) return false;
    const { status, type, body } = spoil(kind, path);
    response.writeHead(status, { 'content-type': type }).end(body);
    return true;
  };
  const mounts = [
    ...(options.mounts ?? []),
    { prefix: '/assets/', dir: ASSETS },
    { prefix: '/data/', dir: DATA },
  ];
  const waiting: Route = async (_request, _response, path) => {
    await held.get(path);
    return false;
  };
  const server = await startStaticServer({
    ...options,
    mounts,
    routes: [waiting, faulty, ...(options.routes ?? [])],
  });
  return {
    ...server,
    assetBase: `${server.origin}/assets/`,
    fault: (path, kind) => void faults.set(path, kind),
    mend: () => faults.clear(),
    hold: (path) => {
      let release = () => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      held.set(path, gate);
      return () => {
        held.delete(path);
        release();
      };
    },
  };
};

/** URLs a page (its workers too) asked of any other host than `origin`; data: and blob: do not leave the page. */
export const watchThirdParty = (page: Page, origin: string): readonly string[] => {
  const strangers: string[] = [];
  page.context().on('request', (request: Request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) strangers.push(url);
  });
  return strangers;
};
