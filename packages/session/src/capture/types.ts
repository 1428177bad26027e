import type { GatePresetName } from '@carmine/skin/live';

export type { GatePresetName };

/** What a shopper is asked to do, one at a time, the most helpful first: this order. Words are in @carmine/elements. */
export const CAPTURE_HINTS = [
  'find-face',
  'one-face',
  'come-closer',
  'move-back',
  'centre-face',
  'more-light',
  'less-light',
  'turn-left',
  'turn-right',
  'chin-up',
  'chin-down',
  'head-upright',
  'uncover-face',
  'glasses-off',
  'open-eyes',
  'hold-still',
  'turn-to-light',
  'softer-light',
  'one-light',
  'daylight',
  'light-the-eyes',
  'filter-off',
  'even-light',
] as const;
export type CaptureHint = (typeof CAPTURE_HINTS)[number];

/** guiding: something is asked for. ready: all is well, the burst is about to come. taking: it is taken. reading: it is read. */
export type CaptureStage = 'guiding' | 'ready' | 'taking' | 'reading';

/** How far a capture is; a new frozen object for every change, a few times a second at most. */
export interface CaptureState {
  readonly stage: CaptureStage;
  readonly preset: GatePresetName;
  /** What to do now; null when nothing is asked for. */
  readonly hint: CaptureHint | null;
  /** Checks passed, of `of`: the framing oval fills with them. */
  readonly passed: number;
  readonly of: number;
}

/** What happens during a guided capture, in this order; `capture-ended` comes always and once. */
export type CaptureEvent =
  | { readonly type: 'capture-started'; readonly preset: GatePresetName }
  /** Another instruction, steady for a while; null: nothing is asked for any more. */
  | { readonly type: 'capture-guidance'; readonly hint: CaptureHint | null }
  /** All is well: the burst follows by itself. */
  | { readonly type: 'capture-ready' }
  /** The burst was taken. */
  | { readonly type: 'capture-taken'; readonly by: 'gates' | 'shutter'; readonly frames: number }
  /** `code`: of the error that analyze() rejects with. */
  | {
      readonly type: 'capture-ended';
      readonly reason: 'read' | 'cancelled' | 'failed';
      readonly code?: string;
    };
