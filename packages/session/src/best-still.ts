import { CarmineError } from '@carmine/errors';
import type { Frame, FrameLedger } from './frame-ledger.ts';
import type { LivePipeline } from './live-pipeline.ts';
import { faceSharpness } from './sharpness.ts';
import { cloneFrame } from './video-frames.ts';

/** Frames with a face that are compared. At 30 a second this takes a sixth of a second: a blink or a shake passes. */
const BURST = 5;
/** Tracked frames without a face before giving up: two seconds at 30 a second. */
const PATIENCE = 60;

/** The sharpest bare frame of a short burst; the caller owns it. Rejects no-face after a while without one, and the
 *  signal's reason. */
export const bestStill = (pipeline: LivePipeline, ledger: FrameLedger, signal: AbortSignal): Promise<Frame> =>
  new Promise((resolve, reject) => {
    let best: { frame: Frame | Promise<ImageBitmap>; sharpness: number } | null = null;
    let [seen, missed] = [0, 0];
    const drop = () => {
      const frame = best?.frame;
      best = null;
      if (frame) void Promise.resolve(frame).then((f) => f.close());
    };
    const end = (finish: () => void) => {
      pipeline.setTap(null);
      signal.removeEventListener('abort', abort);
      finish();
    };
    const abort = () =>
      end(() => {
        drop();
        reject(signal.reason);
      });
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    signal.addEventListener('abort', abort);
    pipeline.setTap((frame, tracked) => {
      const face = tracked.faces[0];
      if (face) {
        seen++;
        const sharpness = faceSharpness(frame, face);
        if (!best || sharpness > best.sharpness) {
          drop();
          best = { frame: cloneFrame(frame), sharpness };
        }
      } else if (++missed >= PATIENCE) {
        end(() => {
          drop();
          reject(new CarmineError('no-face', { message: `analysis: no face in ${missed} frames` }));
        });
      }
      const chosen = best?.frame;
      if (seen >= BURST && chosen) end(() => resolve(Promise.resolve(chosen).then((f) => ledger.add(f))));
    });
  });
