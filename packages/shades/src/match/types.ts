import type { Lab, Undertone } from '@carmine/color';
import type { FoundationShade } from '../catalogue/shade.ts';
import type { AbstainReason, Reason } from '../reasons.ts';
import type { DepthSwatch } from './depth-question.ts';
import type { Wish } from './steps.ts';

/** What is known of the skin: diffuse-only CIELAB D65 2 degree and its 3 x 3 covariance (row-major), jaw and neck weighted. */
export interface SkinReading {
  readonly lab: Lab;
  readonly cov: readonly number[];
}

/** What the customer wants to look like: their skin, or one visible step from it. brighten: half to one shade lighter, as concealers are chosen for
 *  under the eyes. */
export type MatchTarget = 'match' | 'lighter' | 'deeper' | 'warmer' | 'cooler' | 'brighten';
export type Confidence = 'high' | 'medium' | 'low' | 'abstain';

export interface MatchOptions {
  /** Default 'foundation'. */
  readonly type?: FoundationShade['type'];
  /** Only this line (the record's `line`). Default: every line. */
  readonly line?: string;
  /** How many shades to give, 1..12. Default 3. */
  readonly top?: number;
  /** Default 'match'. */
  readonly target?: MatchTarget;
  /** Further than the target, in noticeable steps. */
  readonly wish?: Wish;
  /** L* of the swatch the customer picked when asked (`question`): narrows the reading. */
  readonly depth?: number;
  /** sku of a foundation or concealer of the catalogue that the customer wears and that fits (no visible edge at the jaw): narrows
   *  the reading, unless the two contradict. */
  readonly fits?: string;
  /** Posterior samples, 64..1024. Default 256. */
  readonly samples?: number;
  /** What the reading itself says of its quality; goes into the reasons, never into the ranking. */
  readonly reading?: {
    readonly confidence?: Confidence;
    /** Id of the gate that warned. */
    readonly cause?: string;
    /** All that stood in the way, the worst first. */
    readonly causes?: readonly string[];
    readonly light?: string;
    /** ISO 8601. */
    readonly date?: string;
    /** How far the reading was moved from the cheek toward the jaw: the cheek's colour, and the weight of jaw and chin in it, 0..1. */
    readonly jaw?: { readonly cheek: Lab; readonly weight: number };
  };
}

/** similar: no part differs by a noticeable step. */
export type Direction = 'closest' | 'lighter' | 'darker' | 'warmer' | 'cooler' | 'similar';

export interface Match {
  readonly sku: string;
  /** Expected CIEDE2000 between the worn colour and the target, over the uncertainty of skin and shade. */
  readonly dE00: number;
  /** Probability that the worn colour lies within 2 dE00 of the target. */
  readonly pWithin2: number;
  /** Probability that this is the best shade of its own line. */
  readonly pBest: number;
  /** Against the closest shade. */
  readonly direction: Direction;
  readonly reasons: readonly Reason[];
  /** Predicted colour of the made-up skin. */
  readonly worn: { readonly lab: Lab; readonly hex: string };
}

/** The part of a line that holds the best shade with at least 80 % probability, lightest first. */
export interface ShadeRange {
  readonly line: string;
  readonly skus: readonly string[];
  /** Probability that the best shade of the line is among them. */
  readonly p: number;
}

export interface MatchResult {
  /** Best first: the closest, then one lighter and one darker, warmer or cooler where the line has them. */
  readonly matches: readonly Match[];
  /** true: do not call any of them "your shade"; show `range` and ask for a test on the jaw. */
  readonly abstained: boolean;
  readonly reason?: AbstainReason;
  readonly range?: ShadeRange;
  /** Where no single shade is named: swatches to hold against the jaw; the answer goes into `MatchOptions.depth`. */
  readonly question?: readonly DepthSwatch[];
  /** What was asked for. */
  readonly query: {
    readonly type: FoundationShade['type'];
    readonly target: MatchTarget;
    readonly wish?: Wish;
    readonly depth?: number;
    readonly fits?: string;
  };
  /** What became of the shade that was said to fit; `used` false: it lies too far from the picture, which was kept. */
  readonly fits?: { readonly sku: string; readonly used: boolean };
  /** The colour aimed at: the skin, moved by target and wish. */
  readonly target: { readonly lab: Lab; readonly hex: string };
  /** What was assumed of the skin. */
  readonly skin: {
    readonly lab: Lab;
    readonly r90: number;
    readonly confidence: Confidence;
    readonly undertone: Undertone;
  };
}
