import type { REGION_IDS } from '@carmine/face';
import { meshShade } from '../pixels/shade.ts';
import type { FaceReading } from '../reading.ts';
import { TOKEN_REGIONS } from '../token-regions.ts';
import type { Tokens } from '../tokens.ts';
import { TOKEN_CHANNELS } from '../tokens.ts';
import type { GateResult } from '../types.ts';
import { below, NO_BLOCK } from './gate.ts';

/** Mixed light: left and right side differ in log chroma. Hard light: band 1 over band 0 of the shading. */
export const lightGates = (reading: FaceReading, tokens: Tokens): GateResult[] => [
  below('mixed-light', sideDifference(tokens), { warn: 0.1, block: NO_BLOCK }, 'one-light'),
  below('hard-light', meshShade(reading.map).directness, { warn: 0.6, block: 0.9 }, 'turn-to-light'),
];

const PAIRS = ['cheek-upper', 'cheek-lower', 'under-eye', 'jaw'];

/** Median over the pairs of regions seen on both sides of the larger of |d ln(R/G)|, |d ln(B/G)|; NaN when none. */
const sideDifference = (tokens: Tokens): number => {
  const row = (id: string): readonly number[] | null => {
    const i = TOKEN_REGIONS.indexOf(id as (typeof REGION_IDS)[number]);
    return tokens.valid[i] ? [...tokens.values.subarray(i * TOKEN_CHANNELS, i * TOKEN_CHANNELS + 3)] : null;
  };
  const found: number[] = [];
  for (const name of PAIRS) {
    const [l, r] = [row(`${name}-left`), row(`${name}-right`)];
    if (!l || !r) continue;
    const rg = l[0]! - l[1]! - (r[0]! - r[1]!);
    const bg = l[2]! - l[1]! - (r[2]! - r[1]!);
    found.push(Math.max(Math.abs(rg), Math.abs(bg)));
  }
  found.sort((a, b) => a - b);
  return found.length ? found[(found.length - 1) >> 1]! : Number.NaN;
};

/** Colour cast: distance in CIE 1976 u'v' between the light in the picture (linear RGB, any scale) and D65. */
export const castGate = (illuminant: readonly [number, number, number]): GateResult => {
  const [u, v] = uvPrime(illuminant);
  const [u0, v0] = uvPrime([1, 1, 1]);
  return below('cast', Math.hypot(u - u0, v - v0), { warn: 0.02, block: NO_BLOCK }, 'neutral-light');
};

const uvPrime = ([r, g, b]: readonly [number, number, number]): [number, number] => {
  const x = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b;
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
  const z = 0.0193339 * r + 0.119192 * g + 0.9503041 * b;
  const d = Math.max(1e-9, x + 15 * y + 3 * z);
  return [(4 * x) / d, (9 * y) / d];
};
