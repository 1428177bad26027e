import { labelOf } from '../measures/condition.ts';
import { maskedBlur } from '../pixels/blur.ts';
import { labelsFor } from '../reading.ts';
import { type SkinLine, stampFlakes, stampLines, stampPores } from './fine-layers.ts';
import { normalFrom, randomFrom } from './random.ts';

/** What lies on a synthetic face. Pigment is in OD along the melanin axis, blood in ln units: the same numbers show equally on
 *  every tone, which makes rendered twins. All default to 0. */
export interface SkinRecipe {
  readonly seed?: number;
  /** SD of ln(blood) mottle and of pigment patches (OD), 4-20 mm. */
  readonly mottle?: number;
  readonly patches?: number;
  /** Flush of both cheeks and the nose, ln(blood). */
  readonly flush?: number;
  /** Red marks of 2-6 mm and their ln(blood). */
  readonly marks?: number;
  readonly markStrength?: number;
  /** Pigment spots of 2-5 mm and freckles of .8-1.8 mm; OD of both. */
  readonly spots?: number;
  readonly freckles?: number;
  readonly spotStrength?: number;
  /** Moles of 3-4 mm, OD 2.2. */
  readonly moles?: number;
  /** Under the eyes: ln(blood), and pigment and shadow (OD) in proportion. */
  readonly underEye?: number;
  /** Lines of forehead, eye corners and under the eyes, and their OD. */
  readonly lines?: number;
  readonly lineStrength?: number;
  /** Depth of pores, OD. */
  readonly pores?: number;
  /** Oil: surface reflection added, as a share of white in patches of the T-zone and cheeks. */
  readonly oil?: number;
  readonly oilArea?: number;
  /** Lips: SD of their tone (OD), and OD of their lines and flakes. */
  readonly lipMottle?: number;
  readonly lipLines?: number;
}

/** A spot, red mark or mole as drawn: texels and mm. */
export interface SkinMark {
  readonly kind: 'spot' | 'mark' | 'mole';
  readonly x: number;
  readonly y: number;
  readonly diameter: number;
}

/** The layers of a face in the canonical UV, size^2 each, and what was drawn. */
export interface SkinLayers {
  readonly size: number;
  readonly perMm: number;
  /** OD along the melanin axis; ln(blood); OD of darkness of any colour; added reflection, share of white. */
  readonly mel: Float32Array;
  readonly hb: Float32Array;
  readonly dark: Float32Array;
  readonly oil: Float32Array;
  readonly marks: readonly SkinMark[];
  readonly lines: readonly SkinLine[];
}

/** Texels per mm of the canonical UV at size 512 on a face of usual size. */
const PER_MM_512 = 2.2;

/** Draws the layers of a recipe. Broad fields are drawn at 256 and read smoothly. */
export const skinLayers = (recipe: SkinRecipe, size = 512): SkinLayers => {
  const canvas = new Canvas(recipe, size);
  canvas.broad();
  const spot = recipe.spotStrength ?? 0.45;
  canvas.stampAll('spot', recipe.spots ?? 0, { diameter: [2, 5], mel: spot, hb: 0 });
  canvas.stampAll('spot', recipe.freckles ?? 0, { diameter: [0.8, 1.8], mel: 0.8 * spot, hb: 0 });
  canvas.stampAll('mark', recipe.marks ?? 0, { diameter: [2, 6], mel: 0, hb: recipe.markStrength ?? 0.6 });
  canvas.stampAll('mole', recipe.moles ?? 0, { diameter: [3, 4], mel: 2.2, hb: 0 });
  const { perMm, mel, hb, dark, oil, marks, random } = canvas;
  const target = { size, perMm, values: dark, random };
  const lines = stampLines(target, recipe.lines ?? 0, recipe.lineStrength ?? 0.15);
  if (recipe.pores) stampPores(target, recipe.pores);
  if (recipe.lipLines) stampFlakes(target, recipe.lipLines);
  return { size, perMm, mel, hb, dark, oil, marks, lines };
};

const BROAD = 256;

class Canvas {
  readonly recipe: SkinRecipe;
  readonly size: number;
  readonly perMm: number;
  readonly random: () => number;
  readonly mel: Float32Array;
  readonly hb: Float32Array;
  readonly dark: Float32Array;
  readonly oil: Float32Array;
  readonly marks: SkinMark[] = [];

  constructor(recipe: SkinRecipe, size: number) {
    this.recipe = recipe;
    this.size = size;
    this.perMm = (PER_MM_512 * size) / 512;
    this.random = randomFrom(recipe.seed ?? 1);
    [this.mel, this.hb, this.dark, this.oil] = [0, 0, 0, 0].map(() => new Float32Array(size * size)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
  }

  broad(): void {
    const r = this.recipe;
    const skin = ALL;
    // Every field is drawn, wanted or not, so that a change of one layer leaves the others as they were.
    const fields = [4, 4, 5, 1.2, 1.2].map((mm) => this.#field(mm, skin));
    const [patches, mottle, shine, lipMel, lipHb] = fields as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    this.#add(this.mel, patches, r.patches ?? 0);
    this.#add(this.hb, mottle, r.mottle ?? 0);
    if (r.flush) this.#add(this.hb, around(['cheek-upper-left', 'cheek-upper-right', 'nose'], 4), r.flush);
    if (r.underEye) this.#underEye(r.underEye);
    if (r.oil) this.#oil(shine, r.oil);
    if (r.lipMottle) {
      const lips = around(['lips'], 0.3);
      this.#add(
        this.mel,
        lipMel.map((v, i) => v * lips[i]!),
        r.lipMottle,
      );
      this.#add(
        this.hb,
        lipHb.map((v, i) => v * lips[i]!),
        r.lipMottle,
      );
    }
  }

  #underEye(amount: number): void {
    const soft = around(['under-eye-left', 'under-eye-right'], 1.5);
    this.#add(this.hb, soft, amount);
    this.#add(this.mel, soft, 0.3 * amount);
    this.#add(this.dark, soft, 0.12 * amount);
  }

  #oil(shine: Float32Array, amount: number): void {
    const zone = around(['forehead', 'nose', 'chin'], 6);
    const cheeks = around(['cheek-upper-left', 'cheek-upper-right'], 6);
    const limit = 2.2 - 1.6 * (this.recipe.oilArea ?? 0.5);
    const patch = shine.map((v, i) => (zone[i]! + 0.6 * cheeks[i]!) / (1 + Math.exp(-6 * (v - limit))));
    this.#add(this.oil, patch, amount);
  }

  /** Smooth random field of unit SD at 256. */
  #field(mm: number, mask: Uint8Array): Float32Array {
    const white = Float32Array.from(mask, () => normalFrom(this.random));
    const soft = maskedBlur(white, mask, { size: BROAD, sigma: (mm * PER_MM_512 * BROAD) / 512 });
    const sd = Math.sqrt(soft.reduce((s, v) => s + v * v, 0) / soft.length);
    return soft.map((v) => v / sd);
  }

  /** Adds a field of 256 to a layer, read bilinearly. */
  #add(layer: Float32Array, field: Float32Array, amount: number): void {
    if (!amount) return;
    const scale = BROAD / this.size;
    for (let y = 0; y < this.size; y++)
      for (let x = 0; x < this.size; x++)
        layer[y * this.size + x]! +=
          amount * bilinear(field, (x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5);
  }

  stampAll(
    kind: SkinMark['kind'],
    count: number,
    at: { readonly diameter: readonly [number, number]; readonly mel: number; readonly hb: number },
  ): void {
    // Each kind its own draw: more of one leaves the others where they were.
    const random = randomFrom((this.recipe.seed ?? 1) * 31 + SEEDS[kind] + at.diameter[0] * 100);
    const labels = labelsFor(BROAD);
    for (let k = 0; k < count; k++) {
      let centre = 0;
      do centre = Math.floor(random() * labels.length);
      while (!MARKABLE.has(labels[centre]!));
      const diameter = at.diameter[0] + (at.diameter[1] - at.diameter[0]) * random();
      const scale = this.size / BROAD;
      const mark = {
        kind,
        x: ((centre % BROAD) + 0.5) * scale,
        y: (Math.floor(centre / BROAD) + 0.5) * scale,
        diameter,
      };
      this.marks.push(mark);
      this.#stamp(mark, at);
    }
  }

  /** A disc with a soft rim; the strongest counts where two meet. */
  #stamp({ x: cx, y: cy, diameter }: SkinMark, at: { readonly mel: number; readonly hb: number }): void {
    const r = (diameter / 2) * this.perMm;
    for (let y = Math.max(0, Math.ceil(cy - 2 * r)); y <= Math.min(this.size - 1, cy + 2 * r); y++)
      for (let x = Math.max(0, Math.ceil(cx - 2 * r)); x <= Math.min(this.size - 1, cx + 2 * r); x++) {
        const i = y * this.size + x;
        const w = 1 / (1 + Math.exp((Math.hypot(x + 0.5 - cx, y + 0.5 - cy) / r - 1) * 7));
        this.mel[i]! += at.mel * w;
        this.hb[i]! += at.hb * w;
      }
  }
}

const SEEDS = { spot: 1, mark: 7, mole: 13 } as const;
const ALL = new Uint8Array(BROAD * BROAD).fill(1);
const MARKABLE = new Set(
  (
    [
      'forehead',
      'cheek-upper-left',
      'cheek-upper-right',
      'cheek-lower-left',
      'cheek-lower-right',
      'nose',
    ] as const
  ).map(labelOf),
);

const bilinear = (field: Float32Array, x: number, y: number): number => {
  const [u, v] = [Math.min(BROAD - 1.001, Math.max(0, x)), Math.min(BROAD - 1.001, Math.max(0, y))];
  const i = Math.floor(v) * BROAD + Math.floor(u);
  const [fx, fy] = [u % 1, v % 1];
  const top = field[i]! * (1 - fx) + field[i + 1]! * fx;
  return top * (1 - fy) + (field[i + BROAD]! * (1 - fx) + field[i + BROAD + 1]! * fx) * fy;
};

const kept = new Map<string, Float32Array>();

/** Regions as a soft cover 0..1 at 256. */
const around = (regions: readonly Parameters<typeof labelOf>[0][], mm: number): Float32Array => {
  const key = `${regions.join()} ${mm}`;
  const known = kept.get(key);
  if (known) return known;
  const wanted = new Set(regions.map(labelOf));
  const hard = Float32Array.from(labelsFor(BROAD), (l) => (wanted.has(l) ? 1 : 0));
  const made = maskedBlur(hard, ALL, { size: BROAD, sigma: (mm * PER_MM_512 * BROAD) / 512 });
  kept.set(key, made);
  return made;
};
