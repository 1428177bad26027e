import type { ReferenceUse } from './reference/types.ts';

/** Result of one quality gate (skin.md 5.5). */
export interface GateResult {
  readonly id: string;
  readonly level: 'pass' | 'warn' | 'block';
  readonly value: number;
  /** Message key such as "turn-to-light"; words are in @carmine/elements. */
  readonly hint: string;
}

export type Triple = readonly [number, number, number];

/** Colour of the skin: diffuse only (specular excluded), CIELAB D65, 2 degree observer. */
export interface SkinColor {
  readonly lab: Triple;
  /** Standard deviations of L*, a*, b*. */
  readonly sigma: Triple;
  /** 3 x 3 covariance of Lab, row-major. */
  readonly cov: readonly number[];
  /** dE00 radius that holds the truth in 90 % of cases (simulated calibration). */
  readonly r90: number;
  /** Individual typology angle, degrees. */
  readonly ita: number;
  /** Monk skin tone probabilities, MST 1..10. */
  readonly mst: { readonly p: readonly number[] };
  readonly undertone: {
    readonly p: {
      readonly cool: number;
      readonly neutral: number;
      readonly warm: number;
      readonly olive: number;
    };
    readonly label: 'cool' | 'neutral' | 'warm' | 'olive';
  };
  readonly confidence: 'high' | 'medium' | 'low' | 'abstain';
}

export type MeasureId =
  | 'redness'
  | 'spots'
  | 'evenness'
  | 'lines'
  | 'pores'
  | 'shine'
  | 'dark-circles'
  | 'blemishes'
  | 'lips';

/** Parts of the face a measure is told for; sides are the subject's. */
export type PlaceId =
  | 'forehead'
  | 'cheek-left'
  | 'cheek-right'
  | 'nose'
  | 'chin'
  | 'jaw'
  | 'under-eye-left'
  | 'under-eye-right'
  | 'lips';

/** A measure in one part of the face. */
export interface MeasureRegion {
  readonly id: PlaceId;
  readonly value: number;
  /** 1..99 on the scale of that part of the face. */
  readonly score: number;
  /** Standard error of the score, points. */
  readonly sem: number;
  /** px of the picture that were read. */
  readonly pixels: number;
}

/** What a measure is made of: its kinds (pigment, shadow), its finer or broader share, a count with its interval. */
export interface MeasurePart {
  /** Message key: "measure-part." and this id. */
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** Interval of 90 %, where it is a count. */
  readonly range?: readonly [low: number, high: number];
}

/** One visible-appearance measure. `value` and `score` are null when abstained, and so is what hangs on them. */
export interface Measure {
  readonly id: MeasureId;
  readonly value: number | null;
  readonly unit: string;
  /** 1..99, higher is calmer or more even, relative scale v0 (synthetic norms at this face's lightness). */
  readonly score: number | null;
  /** Standard error of the score, points: measured on renders of one face in other light and other frames. */
  readonly sem: number | null;
  /** Smallest change of the score between two comparable reports that is more than chance: 1.96 sqrt(2) sem. */
  readonly mdc: number | null;
  readonly abstained: boolean;
  /** Message key when abstained or when the value is uncertain. */
  readonly reason?: string;
  /** px of the picture that were read; 0 when abstained. */
  readonly pixels: number;
  readonly regions: readonly MeasureRegion[];
  readonly parts: readonly MeasurePart[];
  /** Smallest feature that this picture lets the measure tell, mm; null where size does not matter. */
  readonly smallest: number | null;
}

/** The light on the face. */
export interface LightEstimate {
  /** Luminance in the picture, linear, 1 = sRGB white, of a diffuse white lit like the face. */
  readonly exposure: number;
  /** Standard deviation of `exposure` in EV (factor 2 ** sigmaEv), calibrated on held-out synthesis. */
  readonly sigmaEv: number;
  /** Linear sRGB of the light, luminance 1. */
  readonly illuminant: Triple;
}

export interface SkinReport {
  readonly version: 1;
  readonly model: { readonly id: string; readonly sha256: string };
  readonly gates: readonly GateResult[];
  /** null when a gate blocks. */
  readonly skin: SkinColor | null;
  readonly measures: readonly Measure[];
  /** Mean colour read per region before correction, sRGB linear 0..1, and its pixel count. */
  readonly region: Readonly<Record<string, { readonly rgb: Triple; readonly pixels: number }>>;
  /** Estimated light of the photograph, for the make-up renderer's LightHint; null when a gate blocks before the net. */
  readonly light: LightEstimate | null;
  /** What the colour was read against, and what was left out; absent when a gate blocks before the net. */
  readonly reference?: readonly ReferenceUse[];
  readonly timings: Readonly<Record<string, number>>;
  /** Frames the reading was made from, when it was a burst (`fuseReports`); absent: one. */
  readonly frames?: number;
}
