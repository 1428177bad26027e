import { CarmineError } from '@carmine/errors';
import { ignore } from './faults.ts';
import type { RenderHost, RenderHostOptions } from './types.ts';
import { endWorker, type ReadyWorker, startWorker, WorkerHost } from './worker-host.ts';

/**
 * Starts drawing on `canvas`, in a worker where the browser can. Resolves when the pipelines are compiled.
 * Rejects `gpu-unavailable`; with `worker: 'worker'` also `worker-failed`.
 */
export const createRenderHost = async (options: RenderHostOptions): Promise<RenderHost> => {
  const ready = await readyWorker(options);
  if (ready) {
    try {
      return await WorkerHost.create(ready, options);
    } catch (error) {
      endWorker(ready);
      throw error;
    }
  }
  const { canvas, backend, onContext, onError, onDrawn } = options;
  // three comes only where it draws: a page whose worker draws never loads it.
  const { TicketRenderer } = await import('./ticket-renderer.ts');
  return TicketRenderer.create(
    { canvas, ...(backend ? { backend } : {}), ...(onContext ? { onContext } : {}) },
    { onError: onError ?? ignore, onDrawn },
  );
};

/** A worker that can draw, or null for inline. The canvas is not touched before one has answered: once moved it cannot come back. */
const readyWorker = async (options: RenderHostOptions): Promise<ReadyWorker | null> => {
  const { worker: wish = 'auto', assetBase, canvas } = options;
  if (wish === 'inline') return null;
  const movable = typeof Worker !== 'undefined' && 'transferControlToOffscreen' in canvas;
  if (!movable || !assetBase) {
    if (wish === 'auto') return null;
    throw new CarmineError('worker-failed', {
      message: movable ? 'A render worker needs assetBase.' : 'This canvas cannot be moved into a worker.',
    });
  }
  try {
    const ready = await startWorker(assetBase);
    if (ready.canDraw) return ready;
    endWorker(ready);
    throw new CarmineError('worker-failed', { message: 'No WebGPU or WebGL2 in workers here.' });
  } catch (error) {
    if (wish === 'worker') throw error;
    return null;
  }
};
