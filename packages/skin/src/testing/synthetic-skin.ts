import { type Lab, labToLinear, linearToSrgb8, SRGB8_TO_LINEAR } from '@carmine/color';
import { CANONICAL_UV, FACE_OVAL } from '@carmine/face';
import { vectorsAt } from '../measures/chromophores.ts';
import { labelOf } from '../measures/condition.ts';
import { fillRings } from '../pixels/polygon.ts';
import { type FaceMap, TEXEL_OK } from '../pixels/unwrap.ts';
import { labelsFor } from '../reading.ts';
import { normalFrom, randomFrom } from './random.ts';
import { type SkinLayers, type SkinRecipe, skinLayers } from './skin-layers.ts';

/** A laid-flat face with known skin, as a camera would read it: for unit tests. */
export interface FlatSkin extends SkinRecipe {
  readonly lab: Lab;
  readonly size?: number;
  /** Noise of the encoded picture, 8-bit codes. */
  readonly noise?: number;
  /** Light: gain per channel, and gradient of the shade across the face (share). */
  readonly gain?: readonly [number, number, number];
  readonly sideLight?: number;
}

/** Linear reflectance of skin (or lips) under the layers at one texel: what light leaves before the surface adds its own. */
export const layered = (
  base: readonly number[],
  at: { readonly layers: SkinLayers; readonly texel: number; readonly lightness: number },
  out: [number, number, number],
): void => {
  const { layers, texel } = at;
  const [mel, hb] = vectorsAt(at.lightness);
  const unit = Math.hypot(...mel);
  for (const k of [0, 1, 2] as const)
    out[k] =
      base[k]! *
      Math.exp(-((mel[k] / unit) * layers.mel[texel]! + hb[k] * layers.hb[texel]! + layers.dark[texel]!));
};

/** Map and labels of a flat synthetic face. */
export const syntheticSkin = (
  recipe: FlatSkin,
): { readonly map: FaceMap; readonly labels: Uint8Array; readonly layers: SkinLayers } => {
  const size = recipe.size ?? 512;
  const labels = labelsFor(size);
  const layers = skinLayers(recipe, size);
  return { map: develop(recipe, layers, labels), labels, layers };
};

const ovalMask = (size: number): Uint8Array => {
  const mask = new Uint8Array(size * size);
  const oval = FACE_OVAL.flatMap((v) => [CANONICAL_UV[v * 2]! * size, CANONICAL_UV[v * 2 + 1]! * size]);
  fillRings([Float32Array.from(oval)], { width: size, height: size }, (x, y) => {
    mask[y * size + x] = 1;
  });
  return mask;
};

/** What the surface of skin returns, as a share of white (docs/decisions/0251). */
const SURFACE = 0.01;

/** Reflectance -> light, gloss, 8-bit picture -> map. */
const develop = (recipe: FlatSkin, layers: SkinLayers, labels: Uint8Array): FaceMap => {
  const { size } = layers;
  const mask = ovalMask(size);
  const [l, a, b] = recipe.lab;
  const skin = labToLinear(recipe.lab).map((v) => Math.max(0.004, v));
  const lip = labToLinear([l * 0.85, a + 9, b * 0.8]).map((v) => Math.max(0.004, v));
  const gain = recipe.gain ?? [1, 1, 1];
  const random = randomFrom(1 + (recipe.seed ?? 1) * 97);
  const rgb = new Float32Array(size * size * 3);
  const r: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < size * size; i++) {
    if (!mask[i]) continue;
    const side = 1 + (recipe.sideLight ?? 0) * ((2 * (i % size)) / size - 1);
    const base = labels[i] === labelOf('lips') ? lip : skin;
    layered(base, { layers, texel: i, lightness: l }, r);
    for (let k = 0; k < 3; k++) {
      const light = (r[k]! * side + SURFACE + layers.oil[i]!) * gain[k]!;
      const code = linearToSrgb8(light) + (recipe.noise ?? 1.5) * normalFrom(random);
      rgb[i * 3 + k] = SRGB8_TO_LINEAR[Math.min(249, Math.max(0, Math.round(code)))]!;
    }
  }
  const full = (v: number): Float32Array => new Float32Array(size * size).fill(v);
  const state = mask.map((m) => m * TEXEL_OK);
  return { size, rgb, state, facing: full(1), area: full(1), perMm: layers.perMm };
};
