import type { RegionId } from '@carmine/face';
import { quantileSorted } from './pixels/statistics.ts';
import type { RegionPixels } from './region-pixels.ts';
import { CHEEKS, SCLERAS, TOKEN_REGIONS } from './token-regions.ts';

/** Numbers a region gives (TOKENS.md): ln R, ln G, ln B (medians, linear light), IQR of ln G, clipped share,
 *  ln(1 + px), mean facing, P90 - P50 of ln G. */
export const TOKEN_CHANNELS = 8;
/** Darkest linear value a token holds: one step of a 12-bit raw. */
const FLOOR = 1 / 4096;
const MIN_PIXELS = 12;
/** From this share of clipped pixels an eye's white is not read: what is left of it lies in shade. Nor is a region that is black. */
const MAX_CLIPPED = 0.9;
/** Linear value of code 250: half of a region beyond it is blown, not black. */
const BLOWN = 0.955;

/** [14 x 8] raw tokens and which of the 14 regions were seen; a region not seen is all zero. */
export interface Tokens {
  readonly values: Float32Array;
  readonly valid: readonly boolean[];
}

/** The eight numbers of one region; null when too little of it was seen. The facing of an eye is how far it is open, and may be
 *  small. */
export const regionToken = (pixels: RegionPixels, eye = false): Float64Array | null => {
  // Ranks, not means: a clipped pixel still is among the brightest, so medians stand where exposure moves.
  const rgb = pixels.all ?? pixels.rgb;
  const n = rgb.length / 3;
  if (n < MIN_PIXELS || pixels.count < MIN_PIXELS) return null;
  if (pixels.facing < (eye ? 0 : 0.5)) return null;
  const ln = [0, 1, 2].map((k) =>
    Float64Array.from({ length: n }, (_, i) => Math.log(Math.max(FLOOR, rgb[i * 3 + k]!))).sort(),
  );
  const [r, g, b] = ln as [Float64Array, Float64Array, Float64Array];
  const [red, middle, blue] = [r, g, b].map((c) => quantileSorted(c, 0.5)) as [number, number, number];
  // Blown skin is read: channels that did not clip are exact, one that did says "at least".
  const blown = !eye && Math.max(red, middle, blue) >= Math.log(BLOWN);
  if (pixels.clipped >= MAX_CLIPPED && !blown) return null;
  return Float64Array.of(
    red,
    middle,
    blue,
    quantileSorted(g, 0.75) - quantileSorted(g, 0.25),
    pixels.clipped,
    Math.log1p(pixels.count),
    pixels.facing,
    quantileSorted(g, 0.9) - middle,
  );
};

/** The white of an eye is bluer than the skin below it by at least this in ln(R/B); less is a lid, a lens or a shadow. */
export const SCLERA_CONTRAST = 0.12;
/** A white darker than the skin below it by more than this in ln G lies in shadow (a squint, a hat) and tells nothing. */
export const SCLERA_DARK = 0.45;

type Row = Float64Array | null;

/** Whether an eye's white is one: bluer and not much darker than its surroundings. */
const plausibleSclera = (sclera: Float64Array, skin: readonly number[]): boolean =>
  skin[0]! - skin[2]! - (sclera[0]! - sclera[2]!) > SCLERA_CONTRAST && sclera[1]! - skin[1]! > -SCLERA_DARK;

/** ln RGB of the skin an eye is compared with: under the same eye, else the mean of the cheeks seen. */
const skinBeside = (rows: ReadonlyMap<RegionId, Row>, sclera: RegionId): readonly number[] | null => {
  const under = rows.get(sclera === 'sclera-left' ? 'under-eye-left' : 'under-eye-right');
  if (under) return [...under.subarray(0, 3)];
  const cheeks = CHEEKS.flatMap((id) => rows.get(id) ?? []);
  if (!cheeks.length) return null;
  return [0, 1, 2].map((k) => cheeks.reduce((s, t) => s + t[k]!, 0) / cheeks.length);
};

/** Tokens of a face. */
export const buildTokens = (regions: Readonly<Record<RegionId, RegionPixels>>): Tokens => {
  const rows = new Map<RegionId, Row>(
    TOKEN_REGIONS.map((id) => [id, regionToken(regions[id], SCLERAS.includes(id))]),
  );
  for (const id of SCLERAS) {
    const row = rows.get(id);
    const skin = skinBeside(rows, id);
    if (row && !(skin && plausibleSclera(row, skin))) rows.set(id, null);
  }
  const values = new Float32Array(TOKEN_REGIONS.length * TOKEN_CHANNELS);
  TOKEN_REGIONS.forEach((id, i) => {
    const row = rows.get(id);
    if (row) values.set(row, i * TOKEN_CHANNELS);
  });
  return { values, valid: TOKEN_REGIONS.map((id) => Boolean(rows.get(id))) };
};
