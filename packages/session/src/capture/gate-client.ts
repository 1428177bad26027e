import { CarmineError } from '@carmine/errors';
import * as Comlink from 'comlink';
import { endWorker } from '../end-worker.ts';
import { raceAbort } from '../jobs.ts';
import type { GateJudge } from './gate-judge.ts';

const WORKER = 'workers/capture.js';

/** A judge and the way to end it. */
export interface JudgeHandle extends GateJudge {
  /** Idempotent; what is being judged rejects `closed`. */
  close(): void;
}

/** The judge in its worker; on the page, at the same interface, where a worker cannot be started. */
export const openJudge = (assetBase: string | URL): JudgeHandle => {
  const closed = new AbortController();
  let judge: Promise<GateJudge> | null = null;
  let end = (): void => {};
  const fallBack = async (): Promise<GateJudge> => (await import('./gate-judge.ts')).createJudge();
  try {
    const worker = new Worker(new URL(WORKER, assetBase), { type: 'module', name: 'carmine-capture' });
    const broken = new AbortController();
    const remote = Comlink.wrap<GateJudge>(worker);
    end = () => {
      end = () => {};
      endWorker(worker, remote);
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (closed.signal.aborted || broken.signal.aborted) return;
      // A frame that it held is lost with it; the next is judged here.
      end();
      judge = fallBack();
      broken.abort(
        new CarmineError('worker-failed', { message: `${WORKER}: ${event.message || 'cannot run'}` }),
      );
    });
    judge = Promise.resolve({
      judge: (frame, seen, preset) =>
        raceAbort(remote.judge(Comlink.transfer(frame, [frame]), seen, preset), broken.signal),
    });
  } catch {
    judge = fallBack();
  }
  return {
    judge: async (frame, seen, preset) => {
      try {
        const now = await raceAbort(judge!, closed.signal);
        return await raceAbort(now.judge(frame, seen, preset), closed.signal);
      } catch (error) {
        frame.close();
        throw error;
      }
    },
    close: () => {
      closed.abort(new CarmineError('closed'));
      end();
    },
  };
};
