import type { QualityStep } from '@carmine/session/quality';
import type { Running } from './subject.ts';

/** What a step of quality takes, ms. */
export interface StepPart {
  /** Mean from one picture shown to the next. */
  readonly interval: number;
  readonly track: readonly number[];
}

/** Counts that must come, and summaries (the product tells its count twice a second) that pass before a step is in force. */
const LEAST = 8;
const SETTLE = 3;

/** Works at `step`, lets it settle, then measures from one change of the subject's count to a later one. */
export const measureStep = async (
  running: Running,
  step: QualityStep,
  leastMs: number,
): Promise<StepPart> => {
  if (!running.setQuality) throw new Error('this subject has no steps of quality');
  running.setQuality(step);
  let last = running.shown();
  let changes = 0;
  let begun = { at: 0, shown: 0 };
  let track: number[] = [];
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const [now, shown, told] = [performance.now(), running.shown(), running.stages().track];
    if (changes > SETTLE) track.push(...told);
    if (shown === last) continue;
    last = shown;
    changes++;
    if (changes === SETTLE) {
      begun = { at: now, shown };
      track = [];
    }
    const counted = shown - begun.shown;
    if (changes > SETTLE && counted >= LEAST && now - begun.at >= leastMs)
      return { interval: (now - begun.at) / counted, track };
  }
};
