import { CarmineError } from '@carmine/errors';
import { EYE_RINGS, type FaceFrame, SIDES, type TrackedFace } from '@carmine/face';
import type { Frame, FrameLedger } from '../frame-ledger.ts';
import type { FrameTap, LivePipeline } from '../live-pipeline.ts';
import { onPageHidden } from '../page-hidden.ts';
import { faceSharpness } from '../sharpness.ts';
import { cloneFrame } from '../video-frames.ts';
import { speedBetween } from './motion.ts';

/** Frames that are looked at for a burst beside those that are kept, and the fewest: a blink or a shake passes meanwhile. */
const SPARE = 3;
const FEWEST = 5;
/** Tracked frames without a face before giving up: two seconds at 30 a second. */
const PATIENCE = 60;
/** ms of a burst at most, from two frames on: on a slow device a moment holds fewer. */
const MOMENT = 1200;
const AT_LEAST = 2;
/** Against the best of the burst: an eye less open, or a face less sharp than this share of it, is a blink or a shake. */
const OPEN = 0.75;
const SHARP = 0.7;
/** Above the slowest of the burst, eye distances a second: a start or a stop. */
const JOLT = 0.5;

/** What a frame of a burst is judged by. */
export interface Candidate {
  /** Variance of the Laplacian of the face. */
  readonly sharpness: number;
  /** Lid gap over eye width, the less open eye. */
  readonly openness: number;
  /** How fast the face moved since the frame before, eye distances a second; null for the first, which has none. */
  readonly speed: number | null;
}

/** Which frames of a burst are kept, at most `count`, the best first: eyes open and still, then the sharpest. Never none. */
export const chooseFrames = (all: readonly Candidate[], count: number): readonly number[] => {
  const best = (of: (c: Candidate) => number): number => Math.max(...all.map(of));
  const [open, sharp, still] = [
    best((c) => c.openness),
    best((c) => c.sharpness),
    -best((c) => -(c.speed ?? Number.POSITIVE_INFINITY)),
  ];
  const faults = (c: Candidate): number =>
    Number(c.openness < OPEN * open) * 4 +
    Number((c.speed ?? 0) > still + JOLT) * 2 +
    Number(c.sharpness < SHARP * sharp);
  const order = all
    .map((_, i) => i)
    .sort((i, j) => faults(all[i]!) - faults(all[j]!) || all[j]!.sharpness - all[i]!.sharpness);
  const good = order.filter((i) => faults(all[i]!) === 0);
  return (good.length > 0 ? good : order.slice(0, 1)).slice(0, count);
};

/** Lid gap over eye width of the less open eye. */
export const leastOpen = (face: TrackedFace, frame: Pick<FaceFrame, 'width' | 'height'>): number => {
  const gap = (a: number, b: number): number =>
    Math.hypot(
      (face.landmarks[a * 3]! - face.landmarks[b * 3]!) * frame.width,
      (face.landmarks[a * 3 + 1]! - face.landmarks[b * 3 + 1]!) * frame.height,
    );
  // Of a ring of 16: 0 and 8 are the corners, 4 and 12 the middles of the lids.
  return Math.min(
    ...SIDES.map((side) => {
      const ring = EYE_RINGS[side];
      const width = gap(ring[0]!, ring[8]!);
      return width > 0 ? gap(ring[4]!, ring[12]!) / width : 0;
    }),
  );
};

interface Taken extends Candidate {
  readonly frame: Promise<ImageBitmap>;
  readonly seen: FaceFrame;
}

export interface BurstOptions {
  readonly ledger: FrameLedger;
  /** Frames to keep at most, 1 or more. */
  readonly count: number;
  readonly signal: AbortSignal;
}

/** A kept frame of a burst, the best first. */
export interface BurstFrame {
  /** The receiver's to close. */
  readonly image: ImageBitmap;
  readonly seen: FaceFrame;
}

/** The best bare frames of the next few. Rejects no-face after a while without one, and the signal's reason. */
export const takeBurst = (
  pipeline: Pick<LivePipeline, 'tap'>,
  options: BurstOptions,
): Promise<readonly BurstFrame[]> =>
  new Promise((resolve, reject) => {
    const { ledger, count, signal } = options;
    const wanted = count === 1 ? FEWEST : count + SPARE;
    let taken: Taken[] = [];
    let missed = 0;
    const drop = (list: readonly Taken[]): void => {
      for (const { frame } of list) frame.then((f) => f.close()).catch(() => undefined);
    };
    const anew = (): void => {
      drop(taken);
      taken = [];
    };
    const end = (): void => {
      untap();
      unwatch();
      signal.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      drop(taken);
      reject(signal.reason);
    };
    const finish = (): void => {
      end();
      const kept = chooseFrames(taken, count).map((i) => taken[i]!);
      drop(taken.filter((one) => !kept.includes(one)));
      settle(kept).then(resolve, (error) => {
        drop(kept);
        reject(error);
      });
    };
    const take: FrameTap = (frame, seen) => {
      const face = seen.faces[0];
      if (!face) {
        if (++missed < PATIENCE) return;
        end();
        drop(taken);
        reject(new CarmineError('no-face', { message: `analysis: no face in ${missed} frames` }));
        return;
      }
      const before = taken.at(-1)?.seen;
      if (before && before.faces[0]!.id !== face.id) anew();
      const copy = copyFrame(frame, ledger);
      // Awaited when the burst is whole; a failure before that is no unhandled one.
      copy.catch(() => undefined);
      taken.push({
        frame: copy,
        seen,
        sharpness: faceSharpness(frame, face),
        openness: leastOpen(face, seen),
        speed: taken.length > 0 ? speedBetween(taken.at(-1)!.seen, seen) : null,
      });
      const lasted = seen.captureTime - taken[0]!.seen.captureTime;
      if (taken.length >= wanted || (taken.length >= AT_LEAST && lasted >= MOMENT)) finish();
    };
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const untap = pipeline.tap(take);
    const unwatch = onPageHidden(anew);
    signal.addEventListener('abort', abort);
  });

const settle = (kept: readonly Taken[]): Promise<readonly BurstFrame[]> =>
  Promise.all(kept.map(async ({ frame, seen }) => ({ image: await frame, seen })));

/** A copy of its own: a camera's pool stalls when a burst of its frames stays open. */
const copyFrame = async (frame: Frame, ledger: FrameLedger): Promise<ImageBitmap> => {
  const clone = ledger.add(await cloneFrame(frame));
  if (!('codedWidth' in clone)) return clone;
  try {
    return ledger.add(await createImageBitmap(clone));
  } finally {
    clone.close();
  }
};
