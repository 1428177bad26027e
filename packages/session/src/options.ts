import { CarmineError } from '@carmine/errors';
import { limitsOf } from './governor/wish.ts';
import type { TryOnOptions } from './types.ts';

/** The options with what must hold made sure of. Throws aborted and invalid-argument; claims the canvas. */
export const settleOptions = (options: TryOnOptions): TryOnOptions => {
  if (options.signal?.aborted) throw new CarmineError('aborted', { message: 'createTryOn: aborted' });
  for (const field of ['canvas', 'assetBase'] as const)
    if (!options[field]) throw wrong(field, `options.${field} is missing`);
  const { numFaces = 1, quality = 'auto' } = options;
  limitsOf(quality);
  if (!(Number.isInteger(numFaces) && numFaces >= 1 && numFaces <= 4))
    throw wrong('numFaces', `options.numFaces ${numFaces} is not a whole number from 1 to 4`);
  const settled = { ...options, numFaces, quality, assetBase: folderUrl(options.assetBase) };
  claim(options.canvas);
  return settled;
};

const wrong = (field: keyof TryOnOptions, message: string, cause?: unknown): CarmineError =>
  new CarmineError('invalid-argument', { message: `createTryOn: ${message}`, details: { field }, cause });

const claimed = new WeakSet<HTMLCanvasElement>();

/** A canvas can be given to a worker once only: a second session would fail at its first picture with a riddle. */
const claim = (canvas: HTMLCanvasElement): void => {
  if (claimed.has(canvas))
    throw new CarmineError('invalid-argument', {
      message: 'createTryOn: this canvas already served a session',
      hint: 'Make a new canvas element for every session: the old one may belong to a worker for good.',
      details: { field: 'canvas' },
    });
  claimed.add(canvas);
};

/** An absolute URL that ends in a slash, so that files resolve under it and not beside it. */
const folderUrl = (base: string | URL): URL => {
  try {
    const url = new URL(base, globalThis.document?.baseURI);
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  } catch (cause) {
    throw wrong('assetBase', `options.assetBase "${base}" is no URL`, cause);
  }
};
