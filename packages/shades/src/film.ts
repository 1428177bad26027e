import {
  type Film,
  filmOver,
  type Lab,
  labToLinear,
  linearToLab,
  luminance,
  productFilm,
} from '@carmine/color';
import type { Shade } from './catalogue/shade.ts';

/** A shade ready to be laid on many substrates. */
export interface WornShade {
  readonly shade: Shade;
  readonly film: Film;
  /** Share of the seen colour that is the product's, 0..1: 1 - T^2, luminance-weighted. Scales the shade's own uncertainty. */
  readonly opacity: number;
}

/** Masstone as worn: after oxidation where the record states it. */
export const wornMasstone = (shade: Shade): Lab => {
  const [L, a, b] = shade.color.lab;
  const o = shade.oxidation;
  return o ? [L + o.dL, a + o.da, b + o.db] : [L, a, b];
};

const makeWorn = (shade: Shade, amount: number): WornShade => {
  const film = productFilm(labToLinear(wornMasstone(shade)), shade.coverage.cr, amount);
  const t2 = luminance(film.t[0] ** 2, film.t[1] ** 2, film.t[2] ** 2);
  return { shade, film, opacity: 1 - t2 };
};

/** Full films already solved; a shade is immutable, so it is its own key. */
const solved = new WeakMap<Shade, WornShade>();

/** The two-flux film (rendering.md 1.3) of a shade at its contrast ratio; `amount` 0..1 thins it. */
export const wornShade = (shade: Shade, amount = 1): WornShade => {
  if (amount !== 1) return makeWorn(shade, amount);
  const known = solved.get(shade) ?? makeWorn(shade, 1);
  solved.set(shade, known);
  return known;
};

/** Colour seen when the shade lies on a substrate of colour `under`, both CIELAB D65. */
export const predict = (worn: WornShade, under: Lab): Lab =>
  linearToLab(filmOver(worn.film, labToLinear(under)));
