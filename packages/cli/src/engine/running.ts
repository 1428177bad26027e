import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CarmineError, fromWire } from '@carmine/errors';
import type { Page } from 'playwright-core';
import { type LaunchedBrowser, launchBrowser } from '../browser/index.ts';
import { type Route, type StaticServer, startStaticServer } from '../server/index.ts';

export interface EngineOptions {
  /** Folder of the built assets (assetBase). */
  readonly assets: string;
  /** Folder of the bundled engine page. */
  readonly page: string;
  /** http(s) URL, file: URL or path of another face_landmarker bundle. */
  readonly faceModel?: string;
  /** Most faces in one picture. Default 4. */
  readonly numFaces?: number;
}

/** A browser with the engine page loaded. */
export interface RunningEngine {
  readonly page: Page;
  readonly server: StaticServer;
  /** false: WebGPU must not be tried. */
  readonly webgpuCanvas: boolean;
  /** Resolves with the reason when the page is gone. */
  readonly gone: Promise<string>;
  close(): Promise<void>;
}

const MODEL_PATH = '/model/face_landmarker.task';

/** Says at once when the SDK was not built or the model is not there. @throws asset-missing, model-invalid */
export const checkEngineOptions = ({ assets, page, faceModel }: EngineOptions): void => {
  for (const path of [join(assets, 'manifest.json'), join(page, 'index.html')])
    if (!existsSync(path))
      throw new CarmineError('asset-missing', {
        message: `${path} is missing: the SDK was not built.`,
        hint: 'In the repository run: node scripts/build.mjs. Elsewhere: install carmine again.',
      });
  const file = faceModel && modelFile(faceModel);
  if (file && !existsSync(file))
    throw new CarmineError('model-invalid', { message: `--face-model: ${file} does not exist.` });
};

const modelFile = (model: string): string | undefined => {
  if (/^https?:/i.test(model)) return undefined;
  return model.startsWith('file:') ? fileURLToPath(model) : model;
};

/** The page may ask no other host, so a model from elsewhere is passed on by us, once. */
const modelRoute = (model: string): Route => {
  const file = modelFile(model);
  let remote: Promise<Uint8Array> | undefined;
  const load = async () => {
    const answer = await fetch(model);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  return async (_request, response, path) => {
    if (path !== MODEL_PATH) return false;
    const type = { 'content-type': 'application/octet-stream' };
    if (file) {
      createReadStream(file).pipe(response.writeHead(200, type));
      return true;
    }
    try {
      remote ??= load();
      response.writeHead(200, type).end(await remote);
    } catch {
      response.writeHead(404).end();
    }
    return true;
  };
};

const openPage = async (launched: LaunchedBrowser, origin: string, options: EngineOptions) => {
  const page = await launched.newPage();
  const gone = new Promise<string>((resolve) => {
    page.once('crash', () => resolve('The engine page ran out of memory or crashed.'));
    page.once('close', () => resolve('The browser was closed.'));
  });
  await page.goto(`${origin}/engine/`);
  await page.waitForFunction('window.carmineEngine !== undefined');
  const job = {
    assetBase: `${origin}/assets/`,
    numFaces: options.numFaces ?? 4,
    ...(options.faceModel ? { faceModelUrl: `${origin}${MODEL_PATH}` } : {}),
  };
  const answer = await page.evaluate((j) => window.carmineEngine!.setup(j), job);
  if ('error' in answer) throw fromWire(answer.error);
  return { page, gone };
};

/** A browser that has not loaded the engine by then hangs, ms. Generous: an overloaded machine needs half a minute. */
const START_MS = 120_000;

/** Rejects when the work takes too long; the work itself is left to its owner. */
const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `The browser did not load the engine page within ${START_MS / 1000} seconds.`;
    const hint = 'Close other programs and try again, or name another browser with CARMINE_BROWSER.';
    timer = setTimeout(() => reject(new CarmineError('internal', { message, hint })), START_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const launch = async (server: StaticServer, options: EngineOptions) => {
  const launched = await launchBrowser();
  try {
    return { launched, ...(await inTime(openPage(launched, server.origin, options))) };
  } catch (error) {
    await launched.close();
    throw error;
  }
};

/** Browsers hang at the start once in a long while; a second one then does not. Typed faults of ours are final. */
const launchTwice = async (server: StaticServer, options: EngineOptions) => {
  try {
    return await launch(server, options);
  } catch (error) {
    if (error instanceof CarmineError && error.code !== 'internal') throw error;
    return launch(server, options);
  }
};

/** Starts server, browser and page, and loads the tracker. `routes` answer what the jobs need. */
export const startEngine = async (
  options: EngineOptions,
  routes: readonly Route[],
): Promise<RunningEngine> => {
  const mounts = [
    { prefix: '/assets/', dir: options.assets },
    { prefix: '/engine/', dir: options.page },
  ];
  const model = options.faceModel ? [modelRoute(options.faceModel)] : [];
  const server = await startStaticServer({ mounts, routes: [...routes, ...model] });
  try {
    const { launched, page, gone } = await launchTwice(server, options);
    const close = async () => {
      await launched.close();
      await server.close();
    };
    return { page, gone, server, webgpuCanvas: launched.webgpuCanvas, close };
  } catch (error) {
    await server.close();
    throw error;
  }
};
