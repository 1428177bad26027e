import type { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import type { Frame, FrameLedger } from '../frame-ledger.ts';
import { onPageHidden } from '../page-hidden.ts';
import type { Show } from '../show.ts';
import { type Fault, gateFaults, placeFaults } from './checks.ts';
import { GateFeed } from './gate-feed.ts';
import type { GateJudge } from './gate-judge.ts';
import { type Guidance, Guide } from './guide.ts';
import { MotionWatch } from './motion.ts';
import type { GatePresetName } from './types.ts';

/** ms, and tracked frames, after which the last judgement of the gates is too old to hold: a slow device shows few frames. */
const STALE = 1500;
const STALE_FRAMES = 3;

/** ms of the frames' clock for which what a burst has shown stands: long enough to be heard and followed. */
const STANDING = 3000;

export interface GuidedOptions {
  readonly judge: GateJudge;
  readonly ledger: FrameLedger;
  readonly preset: GatePresetName;
  readonly signal: AbortSignal;
  /** After every tracked frame. */
  readonly onGuidance: (guidance: Guidance) => void;
  /** Aborts when the shopper presses the shutter. */
  readonly shutter: AbortSignal;
  /** What the burst before has shown and live frames cannot tell: stands for the first moments. */
  readonly standing?: Fault;
}

/** Watches the frames until the picture is good, or the shutter is pressed; which of the two. Rejects the signal's reason. */
export const guided = (show: Pick<Show, 'tap'>, options: GuidedOptions): Promise<'gates' | 'shutter'> =>
  new Promise((resolve, reject) => {
    const { judge, ledger, preset, signal, shutter, onGuidance, standing } = options;
    const feed = new GateFeed({ judge, ledger, preset });
    const guide = new Guide(preset);
    const motion = new MotionWatch(preset);
    let [judgedAt, frames, begun] = [0, 0, Number.NaN];
    const forget = (): void => {
      guide.reset();
      feed.forget();
    };
    const end = (finish: () => void): void => {
      untap();
      unwatch();
      feed.stop();
      signal.removeEventListener('abort', abort);
      shutter.removeEventListener('abort', press);
      finish();
    };
    const abort = (): void => end(() => reject(signal.reason as CarmineError));
    const press = (): void => end(() => resolve('shutter'));
    const look = (frame: Frame, seen: FaceFrame): void => {
      feed.offer(frame, seen);
      const face = seen.faces[0];
      const news = feed.news;
      frames++;
      if (Number.isNaN(begun)) begun = seen.captureTime;
      if (news && news.time !== judgedAt) [judgedAt, frames] = [news.time, 0];
      const fresh = news && (frames < STALE_FRAMES || seen.captureTime - news.time < STALE);
      const judged = fresh && face && news.face === face.id;
      const faults = [
        ...(standing && seen.captureTime - begun < STANDING ? [standing] : []),
        ...placeFaults(seen, frame),
        ...motion.faults(seen),
        ...(judged ? gateFaults(news.gates, face) : []),
      ];
      const guidance = guide.take(seen.captureTime, faults, Boolean(judged && news.gates.length > 0));
      onGuidance(guidance);
      if (guidance.fire) end(() => resolve('gates'));
    };
    let untap = (): void => {};
    let unwatch = (): void => {};
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    untap = show.tap(look);
    unwatch = onPageHidden(forget);
    signal.addEventListener('abort', abort);
    shutter.addEventListener('abort', press);
  });
