import type { Side } from '@carmine/face';
import { Sorted } from './order.ts';
import type { Seen } from './posterior.ts';
import type { White } from './sclera.ts';
import { BELOW_EYE_AT, CHEEK_AT, SKIN_POINTS, type SkinReading } from './skin-points.ts';

/** Percentile of the face's light that stands for its lit side, and the shading it has where the cheeks' is 1: the same place the renderer
 *  counts its exposure from (decision 0024), so that exposure x albedo meets its anchor. */
const P_LIT = 0.9;
const LIT_SHADING = 1.12;
/** Colour is read from points between these percentiles of light: no shadow's, no highlight's. */
const COLOUR_FROM = 0.35;
const COLOUR_TO = 0.85;

/** White of the eye under the light of the face: ln luminance over exposure. Reflectance .50 to .72, the lids' shade .55 to .95 (skin.md 6),
 *  and its colour, a little warmer than white. Measured on heads: -.8. */
const WHITE_LEVEL = -0.78;
const WHITE_RED = 0.09;
const WHITE_BLUE = -0.05;
const WHITE_LEVEL_SD = 0.22;
const WHITE_COLOUR_SD = 0.07;
/** Lid gap over eye width of a plainly open eye, and how unsure the lids' shade is per what is missing to it. */
const OPEN = 0.32;
const NARROW = 1.5;
/** What of a difference of light between cheek and anchor reaches the eye. */
const EYE_FOLLOWS = 0.5;
/** Share of skin's colour in the white by blur and by light from the lids, and how unsure that is. */
const SKIN_IN_WHITE = 0.1;
const SKIN_IN_WHITE_SD = 0.18;

/** What skin and eyes show, as the posterior wants it. Logarithms. */
export class Evidence {
  readonly skin: Seen = seen();
  readonly white: Seen = seen();
  /** Median luminance of the skin. */
  level = 0;
  readonly #sorted = new Sorted(SKIN_POINTS.length);

  readSkin(s: SkinReading): void {
    this.skin.weight = 0;
    this.level = 0;
    if (s.seen < 20) return;
    const all = this.#collect(s, (i) => s.luma[i]!);
    this.level = all.at(0.5);
    const [lit, from, to] = [all.at(P_LIT), all.at(COLOUR_FROM), all.at(COLOUR_TO)];
    const cheeks = this.#at(s, CHEEK_AT);
    this.skin.level = Math.log(Math.max(Number.isNaN(cheeks) ? 0 : cheeks, lit / LIT_SHADING, 1e-4));
    const within = (i: number) => s.luma[i]! >= from && s.luma[i]! <= to;
    const ratio = (k: 0 | 2) => (i: number) =>
      within(i)
        ? Math.log(Math.max(s.rgb[i * 3 + k]!, 1e-4) / Math.max(s.rgb[i * 3 + 1]!, 1e-4))
        : Number.NaN;
    this.skin.red = this.#collect(s, ratio(0)).at(0.5);
    this.skin.blue = this.#collect(s, ratio(2)).at(0.5);
    // What is clipped was brighter and more coloured than it looks.
    this.skin.levelVariance = 0.08 ** 2 + (0.5 * s.clipped) ** 2;
    this.skin.colourVariance = 0.03 ** 2 + (0.3 * s.clipped) ** 2;
    this.skin.weight = 1;
  }

  /** Joins the whites of both eyes; the better lit one and the one with more texels count more. */
  readWhites(s: SkinReading, whites: Readonly<Record<Side, White>>): void {
    const out = this.white;
    out.weight = out.level = out.red = out.blue = 0;
    let [spread, levels, narrow] = [0, 0, 0];
    for (const side of ['right', 'left'] as const) {
      const w = whites[side];
      const near = this.#at(s, BELOW_EYE_AT[side]);
      if (w.count === 0 || !(near > 0)) continue;
      const shade = Math.log(near) - this.skin.level;
      const weight = ((w.count / (w.count + 15)) * Math.exp(2 * Math.min(0.3, shade))) / (0.05 + w.spread);
      const level = w.level - EYE_FOLLOWS * Math.max(-2, Math.min(0.5, shade)) - WHITE_LEVEL;
      out.weight += weight;
      out.level += weight * level;
      levels += weight * level * level;
      out.red += weight * w.red;
      out.blue += weight * w.blue;
      spread += weight * w.spread;
      narrow += weight * Math.max(0, OPEN - w.openness);
    }
    if (out.weight <= 0) return;
    const n = out.weight;
    const mix = (white: number, skin: number, own: number) =>
      (white / n - SKIN_IN_WHITE * skin) / (1 - SKIN_IN_WHITE) - own;
    const [red, blue] = [out.red / n, out.blue / n];
    out.level /= n;
    const differ = Math.max(0, levels / n - out.level ** 2);
    spread /= n;
    const apart = Math.hypot(red - this.skin.red, blue - this.skin.blue);
    out.levelVariance = WHITE_LEVEL_SD ** 2 + differ + spread ** 2 + ((NARROW * narrow) / n) ** 2;
    out.colourVariance = WHITE_COLOUR_SD ** 2 + spread ** 2 + (SKIN_IN_WHITE_SD * apart) ** 2;
    out.red = mix(out.red, this.skin.red, WHITE_RED);
    out.blue = mix(out.blue, this.skin.blue, WHITE_BLUE);
  }

  /** Values of all seen points, sorted. */
  #collect(s: SkinReading, value: (i: number) => number): Sorted {
    this.#sorted.clear();
    for (let i = 0; i < s.count; i++) if (s.luma[i]! > 0) this.#sorted.add(value(i));
    return this.#sorted.sort();
  }

  /** Median luminance of some points; NaN where none is seen. */
  #at(s: SkinReading, points: ArrayLike<number>): number {
    this.#sorted.clear();
    for (let k = 0; k < points.length; k++)
      if (s.luma[points[k]!]! > 0) this.#sorted.add(s.luma[points[k]!]!);
    return this.#sorted.sort().at(0.5);
  }
}

const seen = (): Seen => ({ level: 0, red: 0, blue: 0, levelVariance: 1, colourVariance: 1, weight: 0 });
