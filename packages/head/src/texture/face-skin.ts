import type { LinearRgb } from '@carmine/color';
import type { SkinTexture } from '../params.ts';
import { BLOOD, MELANIN } from '../tone.ts';
import { createTexture, type Texture } from './atlas.ts';
import { faceChart } from './chart.ts';
import { FIELD, FIELDS, faceStructure } from './face-structure.ts';
import { darkCircleAt, markDensity, placeMarks, poreAt, rednessAt, type SkinMark } from './marks.ts';
import type { V3 } from './polyline.ts';

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

/** Paints the face at `size` texels; tens of ms once the structure of that size is known. */
export const paintFace = (paint: FacePaint, size: number): PaintedFace => {
  const { covered } = faceChart(size);
  const structure = faceStructure(size);
  const texture = createTexture(size, size);
  const marks = placeMarks(paint.texture, paint.seed);
  const layer = markLayers(paint, marks, size);
  const out = texture.data;
  for (let at = 0; at < size * size; at++) {
    if (covered[at]) paintTexel(paint, structure, layer, at, out);
    else out.set([...paint.skin, 1], at * 4);
  }
  return { texture, marks };
};

/** Extra melanin, blood and darkness of the switched-on layers, 3 a texel. */
const markLayers = (paint: FacePaint, marks: readonly SkinMark[], size: number): Float32Array => {
  const out = new Float32Array(size * size * 3);
  const { texture, seed } = paint;
  const { covered, position } = faceChart(size);
  const density = markDensity(marks, size);
  const spread = texture.darkCircles > 0 || texture.redness > 0 || texture.pores > 0;
  for (let at = 0; at < size * size; at++) {
    out[at * 3] = density[at]!;
    if (!spread || !covered[at]) continue;
    const p: V3 = [position[at * 3]!, position[at * 3 + 1]!, position[at * 3 + 2]!];
    const dark = darkCircleAt(p, texture.darkCircles);
    out[at * 3] = density[at]! + dark * 0.7;
    out[at * 3 + 1] = dark * 0.6 + rednessAt(p, texture.redness);
    out[at * 3 + 2] = texture.pores > 0 ? 0.28 * texture.pores * poreAt(p, seed) : 0;
  }
  return out;
};

const paintTexel = (
  paint: FacePaint,
  structure: Float32Array,
  layer: Float32Array,
  at: number,
  out: Float32Array,
): void => {
  const s = at * FIELDS;
  const { variation } = paint.texture;
  const melanin = variation * structure[s + FIELD.melanin]! + layer[at * 3]!;
  const blood = variation * structure[s + FIELD.blood]! + layer[at * 3 + 1]!;
  const lip = structure[s + FIELD.lip]!;
  const keep = structure[s + FIELD.keep]! * Math.max(0, 1 - layer[at * 3 + 2]!);
  const brow = paint.brows * structure[s + FIELD.brow]!;
  for (let c = 0; c < 3; c++) {
    const skin = paint.skin[c]! * Math.exp(-melanin * MELANIN[c]! - blood * BLOOD[c]!);
    const mouth = paint.lip[c]! * structure[s + FIELD.relief]!;
    const bare = (skin + (mouth - skin) * lip) * (keep + (1 - keep) * 0.06);
    out[at * 4 + c] = bare + (paint.brow[c]! - bare) * brow * 0.92;
  }
  out[at * 4 + 3] = structure[s + FIELD.gloss]! * (1 - 0.8 * brow);
};
