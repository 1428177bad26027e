import type { LinearRgb } from '@carmine/color';
import { EYE_ARCS, LID_HALOS, LIP_RINGS, SIDES } from '@carmine/face';
import type { SkinTexture } from '../params.ts';
import { BLOOD, MELANIN } from '../tone.ts';
import { createTexture, type Texture } from './atlas.ts';
import { browAt } from './brows.ts';
import { faceChart } from './chart.ts';
import { darkCircleAt, markDensity, placeMarks, poreAt, rednessAt, type SkinMark } from './marks.ts';
import { gauss, noise3, smoothstep } from './noise.ts';
import { type Curve, curveThrough, middle, nearest, type V3, vertex } from './polyline.ts';

/** What the face's paint depends on. */
export interface FacePaint {
  readonly skin: LinearRgb;
  readonly lip: LinearRgb;
  readonly brow: LinearRgb;
  readonly brows: number;
  readonly texture: SkinTexture;
  readonly seed: number;
}

/** The painted face: canonical UV, linear albedo and gloss, with its labels. */
export interface PaintedFace {
  readonly texture: Texture;
  readonly marks: readonly SkinMark[];
}

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
const variationAt = (p: V3, amount: number, out: [number, number]): void => {
  const slow = noise3(p[0] * 0.7, p[1] * 0.7, p[2] * 0.7, 21);
  const fine =
    noise3(p[0] * 6, p[1] * 6, p[2] * 6, 22) * 0.5 + noise3(p[0] * 14, p[1] * 14, p[2] * 14, 23) * 0.5;
  const nose = gauss(Math.hypot(p[0], p[1] + 1.1), 1.1) * smoothstep(4.5, 6.5, p[2]);
  const lid = gauss(Math.hypot((Math.abs(p[0]) - 3.2) / 1.5, p[1] - 3), 0.9);
  out[0] = amount * (0.02 * slow + 0.022 * fine + 0.05 * lid);
  out[1] =
    amount * (0.03 * noise3(p[0] * 1.1, p[1] * 1.1, p[2] * 1.1, 24) + 0.02 * fine + 0.1 * nose + 0.05 * lid);
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
    keep *= 1 - 0.9 * (1 - smoothstep(0.05, 0.11, lash.distance)) * smoothstep(1.05, 0.8, lash.run);
    keep *= 1 - 0.3 * (1 - smoothstep(0.02, 0.09, least(lowerLashes, p).distance));
    const crease = least(creases, p);
    keep *= 1 - 0.3 * gauss(crease.distance, 0.075) * Math.sin(Math.PI * crease.run) ** 0.5;
  }
  const nx = (Math.abs(p[0]) - 0.82) / 0.36 + (p[2] - 6.2) * 0.3;
  const ny = (p[1] + 1.32) / 0.3;
  if (p[2] > 5.2) keep *= 1 - 0.93 * (1 - smoothstep(0.5, 1.15, Math.hypot(nx, ny)));
  return keep;
};

/** Paints the face at `size` texels. About 1 s at 1024, 0.25 s at 512. */
export const paintFace = (paint: FacePaint, size: number): PaintedFace => {
  const chart = faceChart(size);
  const texture = createTexture(size, size);
  const marks = placeMarks(paint.texture, paint.seed);
  const density = markDensity(marks, size);
  const out = texture.data;
  for (let at = 0; at < size * size; at++) {
    if (!chart.covered[at]) {
      out.set([...paint.skin, 1], at * 4);
      continue;
    }
    const p: V3 = [chart.position[at * 3]!, chart.position[at * 3 + 1]!, chart.position[at * 3 + 2]!];
    paintTexel(paint, p, chart.covered[at] === 2, density[at]!, out, at * 4);
  }
  return { texture, marks };
};

const scratch: [number, number] = [0, 0];

const paintTexel = (
  paint: FacePaint,
  p: V3,
  onLip: boolean,
  markMelanin: number,
  out: Float32Array,
  at: number,
): void => {
  const { texture, seed } = paint;
  variationAt(p, texture.variation, scratch);
  const dark = texture.darkCircles > 0 ? darkCircleAt(p, texture.darkCircles) : 0;
  const melanin = scratch[0] + markMelanin + dark * 0.7;
  const blood = scratch[1] + dark * 0.6 + (texture.redness > 0 ? rednessAt(p, texture.redness) : 0);
  const pore = texture.pores > 0 ? 1 - 0.28 * texture.pores * poreAt(p, seed) : 1;
  const near = p[1] < -2.6 && p[1] > -6.2 && Math.abs(p[0]) < 3.2;
  const edge = near ? nearest(lines().lipOuter, p).distance : Number.POSITIVE_INFINITY;
  const lip = near ? lipShare(onLip, Math.min(edge, 9)) : 0;
  const relief = lip > 0 ? lipRelief(p) : 1;
  const keep = darkenAt(p) * pore;
  const brow = paint.brows * browAt(p);
  for (let c = 0; c < 3; c++) {
    const skin = paint.skin[c]! * Math.exp(-melanin * MELANIN[c]! - blood * BLOOD[c]!);
    const mouth = paint.lip[c]! * relief;
    const bare = (skin + (mouth - skin) * lip) * (keep + (1 - keep) * 0.06);
    out[at + c] = bare + (paint.brow[c]! - bare) * brow * 0.92;
  }
  const grain = 1 + 0.22 * noise3(p[0] * 13, p[1] * 13, p[2] * 13, 31);
  out[at + 3] = (lip > 0.5 ? 0.7 + 0.9 * Math.max(0, relief - 0.85) * 4 : grain) * (1 - 0.8 * brow) * keep;
};

/** Fine upright lines of the lips and a darker seam where they meet; multiplies the albedo, mean near 1. */
const lipRelief = (p: V3): number => {
  const fine = noise3(p[0] * 11, p[1] * 1.5, 2, 41) * 0.055;
  const seam = nearest(lines().lipSeam, p).distance;
  return (1 + fine) * (1 - 0.3 * gauss(seam, 0.12)) * (1.02 - 0.06 * gauss(seam, 0.4));
};
