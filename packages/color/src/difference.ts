import { differenceCiede2000 } from 'culori/fn';
import { labToLch } from './lab.ts';
import type { Lab } from './types.ts';

const ciede2000 = differenceCiede2000(1, 1, 1);

/**
 * CIEDE2000 with kL = kC = kH = 1 between two CIELAB colours under the same white.
 * Conforms to the 34 pairs of Sharma, Wu, Dalal (Color Res. Appl. 30, 2005) to four decimals: see the test.
 */
export const deltaE2000 = (p: Lab, q: Lab): number =>
  ciede2000({ mode: 'lab65', l: p[0], a: p[1], b: p[2] }, { mode: 'lab65', l: q[0], a: q[1], b: q[2] });

/** CIE 1976 difference: the Euclidean distance in CIELAB. */
export const deltaE76 = (p: Lab, q: Lab): number => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);

/** Signed parts of a difference, `sample` minus `reference`, in CIELAB units. */
export interface DifferenceParts {
  /** > 0: the sample is lighter. */
  readonly dL: number;
  /** > 0: the sample is more vivid. */
  readonly dC: number;
  /** Metric hue difference 2 sqrt(C1 C2) sin(dh/2); > 0: counter-clockwise, on skin the yellower (warmer) side. */
  readonly dH: number;
}

/** Lightness, chroma and hue parts of sample - reference (CIE 15:2004, 8.2.1.2); dL^2 + dC^2 + dH^2 = dE76^2. */
export const differenceParts = (sample: Lab, reference: Lab): DifferenceParts => {
  const [l1, c1, h1] = labToLch(reference);
  const [l2, c2, h2] = labToLch(sample);
  const half = ((h2 - h1) * Math.PI) / 360;
  // sin(dh/2) has the wrong sign when the short way crosses 0 degrees.
  const sign = Math.cos(half) < 0 ? -1 : 1;
  return { dL: l2 - l1, dC: c2 - c1, dH: sign * 2 * Math.sqrt(c1 * c2) * Math.sin(half) };
};
