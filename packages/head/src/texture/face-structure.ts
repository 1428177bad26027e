import { EYE_ARCS, LID_HALOS, LIP_RINGS, SIDES } from '@carmine/face';
import { browAt } from './brows.ts';
import { faceChart } from './chart.ts';
import { gauss, noise3, smoothstep } from './noise.ts';
import { type Curve, curveThrough, middle, nearest, type V3, vertex } from './polyline.ts';

/** Numbers a texel. */
export const FIELDS = 7;
/** Where each number of a texel lies: densities of the natural mottling at amount 1, share of lip colour, relief of the lips
 *  (multiplies their albedo), `keep` (multiplies all albedo: lash line, crease, nostril), brow cover, gloss gain. */
export const FIELD = { melanin: 0, blood: 1, lip: 2, relief: 3, keep: 4, brow: 5, gloss: 6 } as const;

const kept = new Map<number, Float32Array>();

/** What is where on the face, whatever its colours: size x size x FIELDS. Computed once a size (0.3 s at 512) and kept, so
 *  that another tone or lip colour is only a mix. */
export const faceStructure = (size: number): Float32Array => {
  const known = kept.get(size);
  if (known) return known;
  const { covered, position } = faceChart(size);
  const out = new Float32Array(size * size * FIELDS);
  for (let at = 0; at < size * size; at++) {
    if (!covered[at]) continue;
    const p: V3 = [position[at * 3]!, position[at * 3 + 1]!, position[at * 3 + 2]!];
    structureAt(p, covered[at] === 2, out, at * FIELDS);
  }
  kept.set(size, out);
  return out;
};

const structureAt = (p: V3, onLip: boolean, out: Float32Array, at: number): void => {
  variationAt(p, scratch);
  const near = p[1] < -2.6 && p[1] > -6.2 && Math.abs(p[0]) < 3.2;
  const edge = near ? nearest(lines().lipOuter, p).distance : Number.POSITIVE_INFINITY;
  const lip = near ? lipShare(onLip, Math.min(edge, 9)) : 0;
  const relief = lip > 0 ? lipRelief(p) : 1;
  const keep = darkenAt(p);
  const brow = browAt(p);
  const grain = 1 + 0.22 * noise3(p[0] * 13, p[1] * 13, p[2] * 13, 31);
  out[at + FIELD.melanin] = scratch[0];
  out[at + FIELD.blood] = scratch[1];
  out[at + FIELD.lip] = lip;
  out[at + FIELD.relief] = relief;
  out[at + FIELD.keep] = keep;
  out[at + FIELD.brow] = brow;
  out[at + FIELD.gloss] = (lip > 0.5 ? 0.7 + 3.6 * Math.max(0, relief - 0.85) : grain) * keep;
};

const scratch: [number, number] = [0, 0];

interface Lines {
  readonly lipOuter: Curve;
  readonly lipSeam: Curve;
  readonly lashes: readonly Curve[];
  readonly lowerLashes: readonly Curve[];
  readonly creases: readonly Curve[];
}

let cachedLines: Lines | undefined;

const lines = (): Lines => {
  cachedLines ??= {
    lipOuter: curveThrough(LIP_RINGS.outer.map(vertex), 0.45, true, 1),
    lipSeam: curveThrough(LIP_RINGS.inner.map(vertex), 0.6, true, 1),
    lashes: SIDES.map((s) => curveThrough(EYE_ARCS[s].upper.map(vertex), 0.25)),
    lowerLashes: SIDES.map((s) => curveThrough(EYE_ARCS[s].lower.map(vertex), 0.15)),
    creases: SIDES.map((s) =>
      curveThrough(
        LID_HALOS[s][0].upper.map((v, i) => middle(vertex(v), vertex(LID_HALOS[s][1].upper[i]!), 0.42)),
        0.35,
      ),
    ),
  };
  return cachedLines;
};

const least = (curves: readonly Curve[], p: V3): { distance: number; run: number } => {
  let best = { distance: Number.POSITIVE_INFINITY, run: 0 };
  for (const c of curves) {
    const n = nearest(c, p);
    if (n.distance < best.distance) best = n;
  }
  return best;
};

/** Natural mottling as (melanin, blood) density, zero mean: warmer nose and ears, cooler lids, fine grain. */
const variationAt = (p: V3, out: [number, number]): void => {
  const slow = noise3(p[0] * 0.7, p[1] * 0.7, p[2] * 0.7, 21);
  const fine =
    noise3(p[0] * 6, p[1] * 6, p[2] * 6, 22) * 0.5 + noise3(p[0] * 14, p[1] * 14, p[2] * 14, 23) * 0.5;
  const nose = gauss(Math.hypot(p[0], p[1] + 1.1), 1.1) * smoothstep(4.5, 6.5, p[2]);
  const lid = gauss(Math.hypot((Math.abs(p[0]) - 3.2) / 1.5, p[1] - 3), 0.9);
  out[0] = 0.02 * slow + 0.022 * fine + 0.05 * lid;
  out[1] = 0.03 * noise3(p[0] * 1.1, p[1] * 1.1, p[2] * 1.1, 24) + 0.02 * fine + 0.1 * nose + 0.05 * lid;
};

/** Share of lip colour: 1 inside, fading over 0.7 mm across the outline, which stays where the mesh has it. */
const lipShare = (inside: boolean, distance: number): number => {
  const signed = inside ? distance : -distance;
  return smoothstep(-0.045, 0.055, signed);
};

/** Darkens everything the paint brush says is cavity, hair or line: multiplies in place. */
const darkenAt = (p: V3): number => {
  const { lashes, lowerLashes, creases } = lines();
  let keep = 1;
  if (p[1] > 1.2 && p[1] < 4.6) {
    const lash = least(lashes, p);
    keep *= 1 - 0.9 * (1 - smoothstep(0.06, 0.14, lash.distance)) * smoothstep(1.05, 0.8, lash.run);
    keep *= 1 - 0.42 * (1 - smoothstep(0.02, 0.1, least(lowerLashes, p).distance));
    const crease = least(creases, p);
    keep *= 1 - 0.34 * gauss(crease.distance, 0.09) * Math.sin(Math.PI * crease.run) ** 0.5;
  }
  const nx = (Math.abs(p[0]) - 0.82) / 0.36 + (p[2] - 6.2) * 0.3;
  const ny = (p[1] + 1.32) / 0.3;
  if (p[2] > 5.2) keep *= 1 - 0.93 * (1 - smoothstep(0.5, 1.15, Math.hypot(nx, ny)));
  return keep;
};

/** Fine upright lines of the lips and a darker seam where they meet; multiplies the albedo, mean near 1. */
const lipRelief = (p: V3): number => {
  const fine = noise3(p[0] * 11, p[1] * 1.5, 2, 41) * 0.055;
  const seam = nearest(lines().lipSeam, p).distance;
  return (1 + fine) * (1 - 0.3 * gauss(seam, 0.12)) * (1.02 - 0.06 * gauss(seam, 0.4));
};
