import { type Blob, type BlobSearch, coverOf, findBlobs } from './blobs.ts';
import { vectorsAt } from './chromophores.ts';
import type { ConditionMap } from './condition.ts';
import { BARE, CALM, seenIn } from './places.ts';
import { withoutSurface } from './without-surface.ts';

/** Diameters of features, px of the picture, below which a detector finds under seven of ten of them or invents as many
 *  (measured on renders at 2-9 px/mm: models/skin/CONDITIONS.md). */
const TOLD_PX = { spot: 5, blemish: 6 } as const;
/** Smallest spot and red mark that the scores count, mm: the same in every picture, or scores could not be compared. */
export const SPOT_MM = 2;
export const BLEMISH_MM = 2;

export const SPOTS: BlobSearch = {
  plane: 'mel',
  sigmas: [0.6, 1, 1.7],
  contrast: 0.07,
  high: 4.5,
  low: 2.2,
  areaMm2: { min: 0.8, max: 80 },
};
export const BLEMISHES: BlobSearch = {
  plane: 'hb',
  sigmas: [0.8, 1.3, 2],
  contrast: 0.11,
  high: 4.2,
  low: 2,
  areaMm2: { min: 2, max: 60 },
};
/** A spot this strong at its core is kept apart: it may be a mole, which is never scored. OD, times the length of the
 *  melanin vector where that is over 1: the same pigment makes more contrast on deep skin. */
const APART = 0.65;

/** Marks of a face, each told apart from the others. */
export interface Marks {
  readonly spots: readonly Blob[];
  /** Kept apart: masked out everywhere, never scored, never counted. */
  readonly moles: readonly Blob[];
  readonly blemishes: readonly Blob[];
  /** 1 on texels of any mark: evenness and redness look past them. */
  readonly cover: Uint8Array;
  /** 1 where marks are told: on the skin's own colour outside the moles. */
  readonly clear: Uint8Array;
  /** 1 on seen colour outside every mark. */
  readonly open: Uint8Array;
  /** 1 on the skin's own colour outside every mark. */
  readonly matte: Uint8Array;
}

const cache = new WeakMap<ConditionMap, Marks>();

/** Spots, red marks and moles of a face; kept, as most measures ask. Sought and counted away from gloss alone: it hides marks, and its rim is
 *  taken for some. */
export const marksOf = (map: ConditionMap): Marks => {
  const known = cache.get(map);
  if (known) return known;
  const fields = (places: typeof CALM): Int32Array[] =>
    places.flatMap((p) => seenIn(map, p, map.matte) ?? []);
  const limit = APART * Math.max(1, Math.hypot(...vectorsAt(map.lightness)[0]));
  const bare = withoutSurface({ ...map, ok: map.matte });
  const pigment = findBlobs(bare, fields(CALM), SPOTS);
  const moles = pigment.filter((b) => b.core > limit);
  const spots = pigment.filter((b) => b.core <= limit);
  const red = findBlobs(bare, fields(BARE), BLEMISHES);
  // A spot of pigment is a little red too where the axes lean; a red mark is a little brown.
  const dark = coverOf(map, pigment);
  const blemishes = red.filter((b) => b.texels.filter((i) => dark[i]).length < 0.4 * b.texels.length);
  const cover = coverOf(map, [...pigment, ...red]);
  const made = {
    spots,
    moles,
    blemishes,
    cover,
    clear: without(map.matte, coverOf(map, moles)),
    open: without(map.ok, cover),
    matte: without(map.matte, cover),
  };
  cache.set(map, made);
  return made;
};

/** The texels of a mask that another does not have. */
const without = (mask: Uint8Array, other: Uint8Array): Uint8Array => {
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < out.length; i++) if (mask[i] && !other[i]) out[i] = 1;
  return out;
};

/** Smallest diameter this picture lets a mark be told at, mm. */
export const smallestTold = (map: ConditionMap, what: keyof typeof TOLD_PX): number =>
  TOLD_PX[what] / map.pxPerMm;

/** Share of each texel that marks from `least` mm up cover, 0..1. A mark counts by the response at its core, from nothing at `none`,
 *  where it is first found, so that the score of a face does not jump when a faint one is found in one picture and not in the next. */
export const weightOf = (
  map: ConditionMap,
  blobs: readonly Blob[],
  at: { readonly least: number; readonly none: number; readonly full: number },
): Float32Array => {
  const weight = new Float32Array(map.ok.length);
  const ramp = (v: number): number => Math.min(1, Math.max(0, v));
  for (const blob of blobs) {
    const size = ramp((blob.diameter / at.least - 0.85) / 0.3);
    const w = size * ramp((blob.core - at.none) / (at.full - at.none));
    for (const i of blob.texels) weight[i] = w;
  }
  return weight;
};

/** 90 % interval of a count whose marks come by chance (square-root transform of a Poisson count). */
export const countRange = (count: number): readonly [number, number] => {
  const root = Math.sqrt(count + 0.375);
  const at = (z: number): number => Math.max(0, Math.round(Math.max(0, root + z * 0.5) ** 2 - 0.375));
  return [at(-1.645), at(1.645)];
};
