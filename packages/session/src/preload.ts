import { toCarmineError } from '@carmine/errors';
import { anySignal } from './signals.ts';
import type { Progress } from './types.ts';

/** Scripts of the mirror's other workers; the tracker's own comes with its files. */
const SCRIPTS = ['workers/render.js', 'workers/mirror.js'];
/** A script's static imports as the build writes them. */
const IMPORT = /\b(?:from|import)\s*["'](\.\/[\w.-]+\.js)["']/g;

export interface PreloadOptions {
  /** URL of the SDK's assets folder, same-origin, absolute or relative to the page. */
  readonly assetBase: string | URL;
  /** As in TryOnOptions. */
  readonly faceModelUrl?: string | URL;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Loads what a first try-on needs and keeps it: the big files in Cache Storage, the scripts in the browser's own cache. Makes no mirror and
 *  asks for no camera. Rejects asset-missing, asset-corrupt, model-invalid, worker-failed, browser-unsupported, aborted. */
export const preload = async (options: PreloadOptions): Promise<void> => {
  const { assetBase, faceModelUrl, onProgress, signal } = options;
  const failed = new AbortController();
  const until = signal ? anySignal(signal, failed.signal) : failed.signal;
  const base = new URL(assetBase, globalThis.location?.href);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  try {
    const { preloadTracker } = await import('@carmine/tracking');
    await Promise.all([
      preloadTracker({
        assetBase: base,
        signal: until,
        ...(faceModelUrl ? { faceModelUrl } : {}),
        ...(onProgress ? { onProgress } : {}),
      }),
      ...SCRIPTS.map((script) => fetchScript(new URL(script, base), until)),
    ]);
  } catch (error) {
    failed.abort();
    throw toCarmineError(error);
  }
};

/** Fetches a module script and what it imports, so that a worker finds them in the browser's cache. One that is not there is told by the start
 *  itself, in its own words. */
const fetchScript = async (url: URL, signal: AbortSignal): Promise<void> => {
  const response = await fetch(url, { signal, credentials: 'same-origin' }).catch(() => null);
  if (!response?.ok) return;
  const text = await response.text();
  const imports = [...text.matchAll(IMPORT)].map(([, path]) => new URL(path!, url));
  await Promise.all(imports.map((next) => fetchScript(next, signal)));
};
