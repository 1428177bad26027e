import { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import type { Tracker } from '@carmine/tracking';
import type { BurstFrame } from './capture/burst.ts';
import { nearestFirst } from './capture/nearest-face.ts';
import type { FrameLedger } from './frame-ledger.ts';
import { raceAbort } from './jobs.ts';
import type { Still } from './show.ts';
import type { FrameClock } from './video-frames.ts';

export interface StillsContext {
  readonly tracker: Tracker;
  readonly ledger: FrameLedger;
  readonly clock: FrameClock;
  readonly until: AbortSignal;
  /** Aborts with the show. */
  readonly ended: AbortSignal;
  /** true: no frame goes to the tracker, the last picture stays. */
  readonly hold: (on: boolean) => Promise<void>;
}

/** The burst's pictures with the landmarks of image mode; the live picture stands still for the moment that takes. Pictures on which no face is found
 *  any more are closed and left out, the others are the caller's. Rejects no-face when none is left; all are closed then. */
export const measureStills = async (
  burst: readonly BurstFrame[],
  context: StillsContext,
): Promise<readonly Still[]> => {
  try {
    await context.hold(true);
    return await measureAll(burst, context);
  } catch (error) {
    for (const { image } of burst) image.close();
    throw error;
  } finally {
    await context.hold(false);
  }
};

const measureAll = async (
  burst: readonly BurstFrame[],
  context: StillsContext,
): Promise<readonly Still[]> => {
  const { tracker, ended } = context;
  const stills: Still[] = [];
  try {
    await tracker.setMode('image');
    for (const { image, seen } of burst) {
      const frame = await measure(image, context);
      if (frame) stills.push({ image, frame: nearestFirst(frame, seen) });
      else image.close();
    }
  } finally {
    if (!ended.aborted) await tracker.setMode('video');
  }
  if (stills.length === 0) throw new CarmineError('no-face', { message: 'analysis: no face in the still' });
  return stills;
};

const measure = async (
  image: ImageBitmap,
  { tracker, ledger, clock, until }: StillsContext,
): Promise<FaceFrame | null> => {
  const copy = ledger.add(await createImageBitmap(image));
  try {
    const seen = await raceAbort(tracker.track(copy, clock.next(performance.now())), until);
    return seen?.faces.length ? seen : null;
  } finally {
    copy.close();
  }
};
