import { type Lab, labToLinear, linearToSrgb8, SRGB8_TO_LINEAR } from '@carmine/color';
import { CANONICAL_UV, FACE_OVAL } from '@carmine/face';
import { vectorsAt } from '../measures/chromophores.ts';
import { labelOf } from '../measures/condition.ts';
import { maskedBlur } from '../pixels/blur.ts';
import { fillRings } from '../pixels/polygon.ts';
import { type FaceMap, TEXEL_OK } from '../pixels/unwrap.ts';
import { labelsFor } from '../reading.ts';
import { normalFrom, randomFrom } from './random.ts';

/** A laid-flat face with known skin: for tests and for the relative scale (models/skin/norms). Amounts are changes of
 *  ln(melanin) and ln(blood), so that the same numbers mean the same skin on every tone. */
export interface SkinRecipe {
  readonly lab: Lab;
  readonly seed?: number;
  readonly size?: number;
  /** SD of ln(blood) mottle, 4-20 mm. */
  readonly mottle?: number;
  /** SD of pigment mottle, 4-20 mm, as a share of the melanin of this skin plus a little (see `pigmentShare`). */
  readonly patches?: number;
  /** Flush of both cheeks and the nose, ln(blood). */
  readonly flush?: number;
  /** Number of red marks of 2-6 mm and their ln(blood). */
  readonly marks?: number;
  /** Number of pigment spots of 1.2-4 mm and their strength as `patches`. */
  readonly spots?: number;
  readonly spotStrength?: number;
  /** Moles of 3-4 mm, melanin OD 2. */
  readonly moles?: number;
  /** Under-eye: ln(blood) and pigment added. */
  readonly underEye?: number;
  /** Share of white gloss in patches on forehead, nose and cheeks. */
  readonly gloss?: number;
  readonly glossArea?: number;
  /** Noise of the encoded picture, 8-bit codes. */
  readonly noise?: number;
  /** Light: gain per channel, and gradient of the shade across the face (share). */
  readonly gain?: readonly [number, number, number];
  readonly sideLight?: number;
}

/** ln(melanin) change that stands for one unit of pigment: pale skin has so little melanin that its freckles multiply it. */
const pigmentShare = (lightness: number): number =>
  1 + 3 * Math.max(0, Math.min(1, (lightness - 48) / 24)) ** 2;

/** Texels per mm of the canonical UV at size 512 on a face of usual size. */
const PER_MM_512 = 2.2;

/** Map and labels of a synthetic skin. */
export const syntheticSkin = (recipe: SkinRecipe): { readonly map: FaceMap; readonly labels: Uint8Array } => {
  const size = recipe.size ?? 512;
  const labels = labelsFor(size);
  const canvas = new SkinCanvas(size, recipe);
  canvas.mottle(recipe.patches ?? 0, recipe.mottle ?? 0);
  canvas.flush(labels, recipe.flush ?? 0);
  canvas.blobs(recipe.marks ?? 0, { radius: [1, 3], hb: 0.7, mel: 0 });
  canvas.blobs(recipe.spots ?? 0, { radius: [0.6, 2], hb: 0, mel: recipe.spotStrength ?? 0.5 });
  canvas.moles(recipe.moles ?? 0);
  canvas.underEye(labels, recipe.underEye ?? 0);
  return { map: canvas.develop(), labels };
};

const addTo = (target: Float32Array, field: Float32Array, amount: number): void => {
  for (let i = 0; i < target.length; i++) target[i]! += amount * field[i]!;
};

class SkinCanvas {
  readonly mask: Uint8Array;
  readonly mel: Float32Array;
  readonly hb: Float32Array;
  readonly perMm: number;
  readonly random: () => number;
  readonly size: number;
  readonly recipe: SkinRecipe;

  constructor(size: number, recipe: SkinRecipe) {
    this.size = size;
    this.recipe = recipe;
    this.random = randomFrom(recipe.seed ?? 1);
    this.perMm = (PER_MM_512 * size) / 512;
    this.mask = new Uint8Array(size * size);
    this.mel = new Float32Array(size * size);
    this.hb = new Float32Array(size * size);
    const oval = Float32Array.from(
      FACE_OVAL.flatMap((v) => [CANONICAL_UV[v * 2]! * size, CANONICAL_UV[v * 2 + 1]! * size]),
    );
    fillRings([oval], { width: size, height: size }, (x, y) => {
      this.mask[y * size + x] = 1;
    });
  }

  /** Smooth random fields of unit SD. */
  field(sigmaMm: number): Float32Array {
    const white = Float32Array.from(this.mask, (m) => (m ? normalFrom(this.random) : 0));
    const soft = maskedBlur(white, this.mask, { size: this.size, sigma: sigmaMm * this.perMm });
    let [sum, n] = [0, 0];
    for (let i = 0; i < soft.length; i++) if (this.mask[i]) [sum, n] = [sum + soft[i]! ** 2, n + 1];
    const scale = 1 / Math.sqrt(sum / n);
    return soft.map((v) => v * scale);
  }

  mottle(patches: number, mottle: number): void {
    const share = pigmentShare(this.recipe.lab[0]);
    if (patches) addTo(this.mel, this.field(4), patches * share);
    if (mottle) addTo(this.hb, this.field(4), mottle);
  }

  flush(labels: Uint8Array, amount: number): void {
    if (!amount) return;
    const red = new Set((['cheek-upper-left', 'cheek-upper-right', 'nose'] as const).map(labelOf));
    const hard = Float32Array.from(labels, (l) => (red.has(l) ? 1 : 0));
    const soft = maskedBlur(hard, this.mask, { size: this.size, sigma: 3 * this.perMm });
    addTo(this.hb, soft, amount);
  }

  blobs(count: number, blob: { radius: readonly [number, number]; hb: number; mel: number }): void {
    const share = pigmentShare(this.recipe.lab[0]);
    for (let k = 0; k < count; k++) {
      const radius = blob.radius[0] + (blob.radius[1] - blob.radius[0]) * this.random();
      this.stamp(radius, (i, w) => {
        this.hb[i]! += blob.hb * w;
        this.mel[i]! += blob.mel * share * w;
      });
    }
  }

  moles(count: number): void {
    const [mel] = vectorsAt(this.recipe.lab[0]);
    for (let k = 0; k < count; k++)
      this.stamp(1.7, (i, w) => {
        this.mel[i]! += (2 / Math.hypot(...mel)) * w;
      });
  }

  /** A soft disc somewhere on forehead, cheeks or nose. */
  stamp(radiusMm: number, add: (i: number, weight: number) => void): void {
    const labels = labelsFor(this.size);
    let centre = 0;
    do centre = Math.floor(this.random() * labels.length);
    while (labels[centre]! < 1 || labels[centre]! > labelOf('nose'));
    const r = radiusMm * this.perMm;
    const [cx, cy] = [centre % this.size, Math.floor(centre / this.size)];
    for (let y = Math.ceil(cy - 2 * r); y <= cy + 2 * r; y++)
      for (let x = Math.ceil(cx - 2 * r); x <= cx + 2 * r; x++) {
        const i = y * this.size + x;
        if (!this.mask[i]) continue;
        const d = Math.hypot(x - cx, y - cy) / r;
        add(i, 1 / (1 + Math.exp((d - 1) * 6)));
      }
  }

  underEye(labels: Uint8Array, amount: number): void {
    if (!amount) return;
    const under = new Set((['under-eye-left', 'under-eye-right'] as const).map(labelOf));
    const hard = Float32Array.from(labels, (l) => (under.has(l) ? 1 : 0));
    const soft = maskedBlur(hard, this.mask, { size: this.size, sigma: 1.5 * this.perMm });
    const share = pigmentShare(this.recipe.lab[0]);
    addTo(this.hb, soft, amount);
    addTo(this.mel, soft, 0.4 * amount * share);
  }

  /** Reflectance -> light, gloss, 8-bit picture -> map. */
  develop(): FaceMap {
    const { recipe, size } = this;
    const base = labToLinear(recipe.lab).map((v) => Math.max(0.004, v));
    const [mel, hb] = vectorsAt(recipe.lab[0]);
    const gain = recipe.gain ?? [1, 1, 1];
    const shine = recipe.gloss ? this.field(5) : null;
    const limit = 2.2 - 1.6 * (recipe.glossArea ?? 0.5);
    const rgb = new Float32Array(size * size * 3);
    for (let i = 0; i < size * size; i++) {
      if (!this.mask[i]) continue;
      const side = 1 + (recipe.sideLight ?? 0) * ((2 * (i % size)) / size - 1);
      const gloss = shine ? (recipe.gloss ?? 0) / (1 + Math.exp(-6 * (shine[i]! - limit))) : 0;
      for (let k = 0; k < 3; k++) {
        const r = base[k]! * Math.exp(-(mel[k]! * this.mel[i]! + hb[k]! * this.hb[i]!));
        const code =
          linearToSrgb8((r * side + 0.03 + gloss) * gain[k]!) +
          (recipe.noise ?? 1.5) * normalFrom(this.random);
        rgb[i * 3 + k] = SRGB8_TO_LINEAR[Math.min(249, Math.max(0, Math.round(code)))]!;
      }
    }
    const full = (v: number): Float32Array => new Float32Array(size * size).fill(v);
    const state = this.mask.map((m) => m * TEXEL_OK);
    return { size, rgb, state, facing: full(1), area: full(1), perMm: this.perMm };
  }
}
