import { CarmineError } from '@carmine/errors';
import type { HeadAnimator, HeadInput } from '@carmine/head';
import * as Comlink from 'comlink';
import { endWorker } from './end-worker.ts';
import { raceAbort } from './jobs.ts';

/** What the head worker exposes. */
export interface HeadPainter {
  /** One picture of the head. The caller owns the bitmap. */
  paint(params: HeadInput): Promise<ImageBitmap>;
}

/** A painter on this thread; the same code in the worker and on the page. Buffers are kept between pictures. */
export const createPainter = (animator: HeadAnimator): HeadPainter => ({
  paint: (params) => {
    const { image } = animator.render(params);
    // The animator writes the next picture into the same buffer.
    return createImageBitmap(new ImageData(new Uint8ClampedArray(image.data), image.width, image.height));
  },
});

/** A painter and the way to end it. */
export interface PainterHandle extends HeadPainter {
  readonly inline: boolean;
  /** Idempotent. */
  close(): void;
}

const WORKER = 'workers/head.js';

/** The painter in its worker; on the page, at the same interface, where the worker cannot be started. */
export const openPainter = async (
  assetBase: string | URL,
  first: HeadInput,
  signal: AbortSignal,
): Promise<{ painter: PainterHandle; bitmap: ImageBitmap }> => {
  try {
    const painter = workerPainter(new URL(WORKER, assetBase));
    try {
      return { painter, bitmap: await raceAbort(painter.paint(first), signal, (late) => late.close()) };
    } catch (error) {
      painter.close();
      throw error;
    }
  } catch (error) {
    if (signal.aborted) throw error;
    const { createHeadAnimator } = await import('@carmine/head');
    const painter = { ...createPainter(createHeadAnimator()), inline: true, close: () => {} };
    return { painter, bitmap: await painter.paint(first) };
  }
};

const workerPainter = (url: URL): PainterHandle => {
  const worker = new Worker(url, { type: 'module', name: 'carmine-head' });
  const died = new AbortController();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    died.abort(new CarmineError('worker-failed', { message: `${WORKER}: ${event.message || 'cannot run'}` }));
  });
  const remote = Comlink.wrap<HeadPainter>(worker);
  let closed = false;
  return {
    inline: false,
    paint: async (params) => {
      died.signal.throwIfAborted();
      return raceAbort(remote.paint(params) as Promise<ImageBitmap>, died.signal, (late) => late.close());
    },
    close: () => {
      if (closed) return;
      closed = true;
      died.abort(new CarmineError('closed'));
      endWorker(worker, remote);
    },
  };
};
