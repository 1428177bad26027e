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
  let launched: LaunchedBrowser | undefined;
  const close = async () => {
    await launched?.close();
    await server.close();
  };
  try {
    launched = await launchBrowser();
    const { webgpuCanvas } = launched;
    return { ...(await openPage(launched, server.origin, options)), server, webgpuCanvas, close };
  } catch (error) {
    await close();
    throw error;
  }
};
