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

export type MeasureId = 'redness' | 'spots' | 'evenness' | 'shine' | 'dark-circles';

/** One visible-appearance measure. `value` null and `score` null when abstained. */
export interface Measure {
  readonly id: MeasureId;
  readonly value: number | null;
  readonly unit: string;
  /** 0..100, higher is better, relative scale v0 (synthetic norms). */
  readonly score: number | null;
  /** Standard error of the score, points. */
  readonly sem: number | null;
  readonly abstained: boolean;
  /** Message key when abstained or when the value is uncertain. */
  readonly reason?: string;
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
  readonly timings: Readonly<Record<string, number>>;
  /** Frames the reading was made from, when it was a burst (`fuseReports`); absent: one. */
  readonly frames?: number;
}
