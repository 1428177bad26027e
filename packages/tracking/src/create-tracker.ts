import { CarmineError } from '@carmine/errors';
import { folderUrl } from './assets.ts';
import type { Backend, BackendOptions } from './backend.ts';
import { createInlineBackend } from './inline-backend.ts';
import { PARSE_ALL, PARSE_NOTHING, type ParseOptions } from './parse.ts';
import { QueuedTracker } from './tracker.ts';
import type { Tracker, TrackerOptions } from './types.ts';
import { createWorkerBackend, preloadInWorker } from './worker-backend.ts';

const MAX_FACES = 4;

/** Loads MediaPipe and the face model from assetBase and starts tracking, in a worker where the browser can.
 *  Rejects: asset-missing, asset-corrupt, model-invalid (faceModelUrl), browser-unsupported, worker-failed,
 *  invalid-argument, aborted. The caller closes the tracker. */
export const createTracker = async (options: TrackerOptions): Promise<Tracker> => {
  const backend = backendOptions(options);
  if (options.signal?.aborted)
    throw new CarmineError('aborted', { message: 'Loading the tracker was cancelled' });
  if (options.worker === 'inline') return new QueuedTracker(await createInlineBackend(backend));
  return new QueuedTracker(await workerOrInline(backend));
};

/** Loads what createTracker loads and puts it away in Cache Storage, off the page's thread; makes nothing. Rejects as createTracker does. */
export const preloadTracker = async (options: TrackerOptions): Promise<void> => {
  const backend = backendOptions(options);
  if (options.signal?.aborted)
    throw new CarmineError('aborted', { message: 'Loading the tracker was cancelled' });
  await preloadInWorker(backend);
};

/** A page whose browser refuses the worker tracks on its own thread; a missing or broken file is an error in both. */
const workerOrInline = async (options: BackendOptions): Promise<Backend> => {
  try {
    return await createWorkerBackend(options);
  } catch (error) {
    const code = error instanceof CarmineError ? error.code : 'internal';
    if (code !== 'worker-failed' && code !== 'browser-unsupported') throw error;
    return createInlineBackend(options);
  }
};

const backendOptions = (options: TrackerOptions): BackendOptions => {
  const page = typeof location === 'undefined' ? undefined : location.href;
  const numFaces = faceCount('numFaces', options.numFaces ?? 1);
  const stillFaces = faceCount('stillFaces', options.stillFaces ?? numFaces);
  let faceModelUrl: string | undefined;
  try {
    faceModelUrl = options.faceModelUrl && new URL(options.faceModelUrl, page).href;
  } catch (cause) {
    throw new CarmineError('model-invalid', {
      message: `faceModelUrl is no URL: ${options.faceModelUrl}`,
      cause,
    });
  }
  const assetBase = folderUrl(options.assetBase, page).href;
  return {
    engine: {
      assetBase,
      faceModelUrl,
      numFaces,
      stillFaces,
      mode: options.mode ?? 'video',
      parse: parseOptions(options.parse),
    },
    onProgress: risingProgress(options.onProgress),
    signal: options.signal,
  };
};

const faceCount = (field: 'numFaces' | 'stillFaces', count: number): number => {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_FACES) return count;
  throw new CarmineError('invalid-argument', {
    message: `${field} must be 1 to ${MAX_FACES}, not ${count}`,
    details: { field },
  });
};

const parseOptions = (wish: TrackerOptions['parse']): ParseOptions => {
  if (wish === false) return PARSE_NOTHING;
  return typeof wish === 'object' ? { ...PARSE_ALL, ...wish } : PARSE_ALL;
};

/** Keeps the promise that `loaded` never falls, also when the page takes over from a worker half-way. */
const risingProgress = (report: TrackerOptions['onProgress']): BackendOptions['onProgress'] => {
  let highest = 0;
  return (progress) => {
    highest = Math.max(highest, progress.loaded);
    report?.({ ...progress, loaded: highest, total: Math.max(progress.total, highest) });
  };
};
