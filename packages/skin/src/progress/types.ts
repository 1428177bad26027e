import type { MeasureId, SkinReport } from '../types.ts';

/** A report as the host kept it, with what only the host knows. Nothing here is stored by the SDK. */
export interface KeptReport {
  readonly report: SkinReport;
  /** Class of the device that took the picture ("front camera of the phone"): any words, compared as they are. */
  readonly device?: string;
  /** ISO 8601. */
  readonly takenAt?: string;
}

/** Why two reports, or one measure of them, cannot be compared (message key "progress-reason." and this). */
export type ProgressReason =
  | 'no-reading'
  | 'other-model'
  | 'other-device'
  | 'device-unknown'
  | 'other-light'
  | 'other-pose'
  | 'other-size'
  | 'poor-picture'
  | 'not-measured'
  | 'wrong-order';

export type Verdict = 'no-visible-change' | 'changed';

/** Change of one measure. */
export interface MeasureChange {
  readonly id: MeasureId;
  /** Scores, points. */
  readonly before: number | null;
  readonly after: number | null;
  /** Points, after less before; null when not compared. */
  readonly change: number | null;
  /** Smallest change that is more than chance, points: 1.96 times the root of both squared standard errors. */
  readonly mdc: number | null;
  /** null: not compared, `reason` says why. */
  readonly verdict: Verdict | null;
  /** Only where changed. */
  readonly direction: 'calmer' | 'stronger' | 'more-even' | 'less-even' | null;
  readonly reason: ProgressReason | null;
}

/** How a skin's colour changed: none is better than its opposite. */
export type ColourWord =
  | 'redder'
  | 'less-red'
  | 'more-golden'
  | 'less-golden'
  | 'more-tanned'
  | 'less-tanned';

/** Change of the skin's colour. */
export interface ColourChange {
  readonly dE00: number;
  /** After less before. */
  readonly dLab: readonly [dL: number, da: number, db: number];
  /** Smallest dE00 that is more than chance between two comparable pictures. */
  readonly mdc: number;
  readonly verdict: Verdict;
  /** What changed most, of what changed at all. */
  readonly words: readonly ColourWord[];
}

/** Two reports side by side. */
export interface Comparison {
  readonly comparable: boolean;
  /** Empty when comparable. */
  readonly reasons: readonly ProgressReason[];
  readonly measures: readonly MeasureChange[];
  /** null when not comparable. */
  readonly colour: ColourChange | null;
}
