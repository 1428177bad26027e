import { median } from '../pixels/statistics.ts';
import type { PlaceId } from '../types.ts';
import type { ConditionMap } from './condition.ts';
import { marksOf } from './marks.ts';
import { areaMean, type Finding, NOTHING_SEEN, type PlaceValue, seenIn } from './places.ts';
import { darkRidges, type Ridges } from './ridges.ts';

const FIELD: readonly PlaceId[] = [
  'forehead',
  'cheek-left',
  'cheek-right',
  'under-eye-left',
  'under-eye-right',
];
/** Gaussian sigmas of lines, mm: about 0.9 to 1.8 mm wide. Finer lines need a picture nobody takes by hand. */
const SIGMAS_MM = [0.37, 0.84] as const;
/** Ridge strength, OD: seed, continuation, and where a line counts in full. Stronger than `HAIR` is a hair or a rim. */
const SEED = 0.009;
const GROW = 0.005;
const FULL = 0.1;
const HAIR = 0.3;
/** Medians of the crests that a seed stands out. */
const OUTSTANDING = 3;
/** A crest is as strong as the line it runs in: mean over this far both ways, mm. */
const RUN_MM = 1.8;
/** Crest texels for each texel of length beyond which it is no line. */
const TANGLE = 1.45;
/** Sine of the largest turn between neighbours of a line. */
const TURN = 0.55;
/** Shortest line that is told, mm; its length counts from nothing at `FAINT_MM` to in full at `CERTAIN_MM`. */
const SHORTEST_MM = 5;
const FAINT_MM = 4;
const CERTAIN_MM = 8;
/** Lines of the forehead and under the eyes run across the face; elsewhere any way. Off that direction they weigh less. */
const ACROSS = new Set<PlaceId>(['forehead', 'under-eye-left', 'under-eye-right']);

/** One line: its texels along the crest and mean strength. */
export interface Line {
  readonly texels: readonly number[];
  readonly lengthMm: number;
  readonly strength: number;
}

/** Lines of a map by part of the face. */
const linesByPlace = (
  map: ConditionMap,
): { readonly place: PlaceId; readonly texels: Int32Array; readonly lines: Line[] }[] => {
  const ridges = darkRidges(map, SIGMAS_MM);
  return FIELD.flatMap((place) => {
    const texels = seenIn(map, place, map.ok);
    return texels ? [{ place, texels, lines: findLines(map, { ridges, texels, place }) }] : [];
  });
};

/** Every line found, wherever it lies. */
export const linesOf = (map: ConditionMap): Line[] => linesByPlace(map).flatMap((p) => p.lines);

/** Visible lines, mm per cm2 of forehead, cheeks and under-eyes: length of dark lines of 5 mm and more, each weighed by how
 *  strongly it shows. Medium and coarse lines only; soft light shows fewer. */
export const lines = (map: ConditionMap): Finding => {
  const found = linesByPlace(map);
  const places = found.map(({ place, texels, lines: list }): PlaceValue => {
    const weighed = list.reduce((s, l) => s + l.lengthMm * weightOf(l), 0);
    return { id: place, texels, value: (100 * weighed * map.perMm ** 2) / texels.length };
  });
  if (!places.length) return NOTHING_SEEN;
  const longest = Math.max(0, ...found.flatMap((p) => p.lines.map((l) => l.lengthMm)));
  return {
    value: areaMean(places),
    places,
    parts: [{ id: 'longest', value: longest, unit: 'mm' }, ...underEyes(places)],
    smallest: Math.max(0.9, 2.2 / map.pxPerMm),
  };
};

/** 0..1: from nothing at the edge of what is found, so that a line found in one picture and not in the next is no jump. */
const weightOf = ({ lengthMm, strength }: Line): number =>
  ramp((strength - GROW) / (FULL - GROW)) * ramp((lengthMm - FAINT_MM) / (CERTAIN_MM - FAINT_MM));

const ramp = (v: number): number => Math.min(1, Math.max(0, v));

const underEyes = (places: readonly PlaceValue[]): Finding['parts'] => {
  const value = areaMean(places.filter((p) => p.id.startsWith('under-eye')));
  return Number.isFinite(value) ? [{ id: 'under-eyes', value, unit: 'mm/cm2' }] : [];
};

/** Strength of a seed in one part of the face, against the median crest there: noise and fine texture, of which the side in the
 *  shade has more. */
const seedLimit = (texels: Int32Array, crest: Float32Array): number => {
  const sample = Float64Array.from(texels, (i) => crest[i]!).filter((v) => v > 0);
  return sample.length ? Math.max(SEED, OUTSTANDING * median(sample)) : SEED;
};

/** Lines in one part of the face: crests (non-maximum suppression across the line), joined by hysteresis. */
const findLines = (
  map: ConditionMap,
  at: { readonly ridges: Ridges; readonly texels: Int32Array; readonly place: PlaceId },
): Line[] => {
  const crest = crestOf(map, at);
  const limit = seedLimit(at.texels, crest);
  const grow = Math.max(GROW, 0.55 * limit);
  const lines: Line[] = [];
  for (const i of at.texels) {
    if (!(crest[i]! > limit)) continue;
    const texels = follow(crest, { start: i, size: map.size, grow, angle: at.ridges.angle });
    const strength = texels.reduce((s, t) => s + t.strength, 0) / texels.length;
    const length = extent(
      texels.map((t) => t.at),
      map.size,
    );
    const lengthMm = length / map.perMm;
    // A tangle of short crests is texture: a line has about one crest texel for each of its length.
    if (lengthMm < SHORTEST_MM || texels.length > TANGLE * length || strength > HAIR) continue;
    lines.push({ texels: texels.map((t) => t.at), lengthMm, strength });
  }
  return lines;
};

/** Strength on crests, weighed by direction; 0 elsewhere. */
const crestOf = (
  map: ConditionMap,
  {
    ridges,
    texels,
    place,
  }: { readonly ridges: Ridges; readonly texels: Int32Array; readonly place: PlaceId },
): Float32Array => {
  const out = new Float32Array(map.ok.length);
  const { strength, angle } = ridges;
  const { cover } = marksOf(map);
  const reach = Math.max(2, Math.round(RUN_MM * map.perMm));
  for (const i of texels) {
    const s = strength[i]!;
    // The rim of a mark is no line.
    if (s <= 0 || cover[i]) continue;
    const a = angle[i]!;
    // The neighbour straight across the line, of the eight.
    const nx = Math.round(-Math.sin(a) * 1.2);
    const ny = Math.round(Math.cos(a) * 1.2);
    const step = Math.max(-1, Math.min(1, ny)) * map.size + Math.max(-1, Math.min(1, nx));
    if (s < strength[i + step]! || s < strength[i - step]!) continue;
    const run = along(strength, i, { angle: a, size: map.size, reach });
    out[i] = ACROSS.has(place) ? run * (0.35 + 0.65 * Math.cos(a) ** 2) : run;
  }
  return out;
};

/** Lower mean strength of the two ways along a crest: a chain of pores has gaps, an end has nothing ahead. */
const along = (
  strength: Float32Array,
  i: number,
  at: { readonly angle: number; readonly size: number; readonly reach: number },
): number => {
  const [dx, dy] = [Math.cos(at.angle), Math.sin(at.angle)];
  let [ahead, back] = [0, 0];
  for (let k = 1; k <= at.reach; k++) {
    const step = Math.round(k * dy) * at.size + Math.round(k * dx);
    ahead += strength[i + step]!;
    back += strength[i - step]!;
  }
  return Math.min(strength[i]!, (0.3 * Math.max(ahead, back) + 0.7 * Math.min(ahead, back)) / at.reach);
};

/** Crest texels connected to `start` (gaps of one texel) that run on in its direction, taken out of `crest`. */
const follow = (
  crest: Float32Array,
  at: { readonly start: number; readonly size: number; readonly grow: number; readonly angle: Float32Array },
): { readonly at: number; readonly strength: number }[] => {
  const found = [{ at: at.start, strength: crest[at.start]! }];
  crest[at.start] = 0;
  for (let k = 0; k < found.length; k++)
    for (let dy = -2; dy <= 2; dy++)
      for (let dx = -2; dx <= 2; dx++) {
        const from = found[k]!.at;
        const j = from + dy * at.size + dx;
        if (!(crest[j]! > at.grow)) continue;
        const turn = Math.abs(Math.sin(at.angle[j]! - at.angle[from]!));
        // Straight ahead: two crests side by side are two lines.
        const aside = Math.abs(Math.sin(Math.atan2(dy, dx) - at.angle[from]!));
        if (turn > TURN || aside > 0.8) continue;
        found.push({ at: j, strength: crest[j]! });
        crest[j] = 0;
      }
  return found;
};

/** Diagonal of the box of some texels, texels. */
const extent = (texels: readonly number[], size: number): number => {
  let [left, right, top, bottom] = [size, 0, size, 0];
  for (const i of texels) {
    left = Math.min(left, i % size);
    right = Math.max(right, i % size);
    top = Math.min(top, Math.floor(i / size));
    bottom = Math.max(bottom, Math.floor(i / size));
  }
  return Math.hypot(right - left, bottom - top);
};
