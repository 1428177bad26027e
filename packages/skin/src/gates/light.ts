import type { REGION_IDS } from '@carmine/face';
import { meshShade } from '../pixels/shade.ts';
import type { FaceReading } from '../reading.ts';
import { TOKEN_REGIONS } from '../token-regions.ts';
import type { Tokens } from '../tokens.ts';
import { TOKEN_CHANNELS } from '../tokens.ts';
import type { GateResult } from '../types.ts';
import { below } from './gate.ts';
import { type GatePreset, gatePreset } from './presets.ts';

/** Mixed light: left and right side differ in log chroma. Hard light: band 1 over band 0 of the shading. */
export const lightGates = (
  reading: FaceReading,
  tokens: Tokens,
  preset: GatePreset = gatePreset(),
): GateResult[] => [
  below('mixed-light', sideDifference(tokens), preset['mixed-light'], 'one-light'),
  below(
    'hard-light',
    meshShade(reading.map, reading.labels).directness,
    preset['hard-light'],
    'turn-to-light',
  ),
  below('half-shadow', sideLevel(tokens), preset['half-shadow'], 'light-both-sides'),
];

const PAIRS = ['cheek-upper', 'cheek-lower', 'under-eye', 'jaw'];

type Row = readonly [lnR: number, lnG: number, lnB: number];

/** Median over the pairs of regions seen on both sides of how they differ; NaN when none. */
const overPairs = (tokens: Tokens, differ: (left: Row, right: Row) => number): number => {
  const row = (id: string): Row | null => {
    const i = TOKEN_REGIONS.indexOf(id as (typeof REGION_IDS)[number]);
    const [r, g, b] = tokens.values.subarray(i * TOKEN_CHANNELS, i * TOKEN_CHANNELS + 3);
    return tokens.valid[i] ? [r!, g!, b!] : null;
  };
  const found: number[] = [];
  for (const name of PAIRS) {
    const [left, right] = [row(`${name}-left`), row(`${name}-right`)];
    if (left && right) found.push(differ(left, right));
  }
  found.sort((a, b) => a - b);
  return found.length ? found[(found.length - 1) >> 1]! : Number.NaN;
};

/** The larger of |d ln(R/G)|, |d ln(B/G)|. */
const sideDifference = (tokens: Tokens): number =>
  overPairs(tokens, (l, r) =>
    Math.max(Math.abs(l[0] - l[1] - (r[0] - r[1])), Math.abs(l[2] - l[1] - (r[2] - r[1]))),
  );

/** |d ln G|: .69 is one side with half the light of the other. */
const sideLevel = (tokens: Tokens): number => overPairs(tokens, (l, r) => Math.abs(l[1] - r[1]));

/** Colour cast: distance in CIE 1976 u'v' between the light in the picture (linear RGB, any scale) and D65. */
export const castGate = (
  illuminant: readonly [number, number, number],
  preset: GatePreset = gatePreset(),
): GateResult => {
  const [u, v] = uvPrime(illuminant);
  const [u0, v0] = uvPrime([1, 1, 1]);
  return below('cast', Math.hypot(u - u0, v - v0), preset.cast, 'neutral-light');
};

const uvPrime = ([r, g, b]: readonly [number, number, number]): [number, number] => {
  const x = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b;
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
  const z = 0.0193339 * r + 0.119192 * g + 0.9503041 * b;
  const d = Math.max(1e-9, x + 15 * y + 3 * z);
  return [(4 * x) / d, (9 * y) / d];
};
