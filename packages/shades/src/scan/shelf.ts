import { D65_WHITE, type Lab, LINEAR_TO_XYZ, labToLinear } from '@carmine/color';
import { checkShades, type Shade } from '../catalogue/shade.ts';
import { type WornShade, wornShade } from '../film.ts';

/** CIE 15:2004, 8.2.1. */
const [EPSILON, KAPPA] = [216 / 24389, 24389 / 27];
const f = (v: number): number => (v > EPSILON ? Math.cbrt(v) : (KAPPA * v + 16) / 116);

/** The films of some shades of a catalogue as columns, for loops over all of them. */
export interface FilmColumns {
  readonly shades: readonly WornShade[];
  /** Per shade and channel: R0 and T squared (see Film of @carmine/color). */
  readonly r0: Float64Array;
  readonly t2: Float64Array;
}

/** What is known of a catalogue after it was first used: that its entries are shades, and the films of those that were asked for. */
class Shelf {
  readonly #of: readonly Shade[];
  readonly #columns = new Map<string, FilmColumns>();

  constructor(shades: readonly Shade[]) {
    checkShades(shades);
    this.#of = [...shades];
  }

  /** Whether `shades` still is the list this was made of. */
  holds(shades: readonly Shade[]): boolean {
    const of = this.#of;
    if (shades.length !== of.length) return false;
    for (let i = 0; i < of.length; i++) if (shades[i] !== of[i]) return false;
    return true;
  }

  /** Those shades that `wanted` takes, in the catalogue's order; `key` names the wish. */
  columns(key: string, wanted: (shade: Shade) => boolean): FilmColumns {
    const known = this.#columns.get(key);
    if (known) return known;
    const shades = this.#of.filter(wanted).map((shade) => wornShade(shade));
    const columns = {
      shades,
      r0: Float64Array.from(
        { length: shades.length * 3 },
        (_, i) => shades[Math.floor(i / 3)]!.film.r0[i % 3]!,
      ),
      t2: Float64Array.from(
        { length: shades.length * 3 },
        (_, i) => shades[Math.floor(i / 3)]!.film.t[i % 3]! ** 2,
      ),
    };
    // A host that asks for every line of many must not keep every line of many.
    if (this.#columns.size >= MOST) this.#columns.clear();
    this.#columns.set(key, columns);
    return columns;
  }
}

const MOST = 16;
const shelves = new WeakMap<readonly Shade[], Shelf>();

/** The shelf of a catalogue, made at its first use and again when the list has changed. Throws `invalid-argument` for what is no list of shades. */
export const shelfOf = (shades: readonly Shade[]): Shelf => {
  const known = Array.isArray(shades) ? shelves.get(shades) : undefined;
  if (known?.holds(shades)) return known;
  const made = new Shelf(shades);
  shelves.set(shades, made);
  return made;
};

/** Writes the CIELAB colour of linear sRGB at `at`: what `linearToLab` gives. */
export const putLab = (out: Float64Array, at: number, r: number, g: number, b: number): void => {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = LINEAR_TO_XYZ;
  const [Xn, Yn, Zn] = D65_WHITE;
  const y = f((m3 * r + m4 * g + m5 * b) / Yn);
  out[at] = 116 * y - 16;
  out[at + 1] = 500 * (f((m0 * r + m1 * g + m2 * b) / Xn) - y);
  out[at + 2] = 200 * (y - f((m6 * r + m7 * g + m8 * b) / Zn));
};

/** Colours of all `films` over `under`, CIELAB: L*, a*, b* of each, one after the other. What `predict` gives. */
export const wornLabs = ({ shades, r0, t2 }: FilmColumns, under: Lab): Float64Array => {
  const linear = labToLinear(under).map((v) => Math.min(1, Math.max(0, v)));
  const [A0, A1, A2] = linear as unknown as Lab;
  const out = new Float64Array(shades.length * 3);
  for (let i = 0; i < out.length; i += 3) {
    const r = r0[i]! + (t2[i]! * A0) / (1 - r0[i]! * A0);
    const g = r0[i + 1]! + (t2[i + 1]! * A1) / (1 - r0[i + 1]! * A1);
    const b = r0[i + 2]! + (t2[i + 2]! * A2) / (1 - r0[i + 2]! * A2);
    putLab(out, i, r, g, b);
  }
  return out;
};
