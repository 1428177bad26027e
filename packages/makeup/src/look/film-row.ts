import type { FilmPlace } from '../layers/film.ts';
import type { LipShape } from '../layers/lip-shape.ts';

/** vec4 rows of one film in the table. */
export const FILM_ROWS = 8;

/** Codes of `place`: where a film's amount comes from. */
export const PLACES: readonly FilmPlace['on'][] = ['skin', 'lips', 'stroke'];
export const ON_SKIN = 0;
export const ON_LIPS = 1;
export const ON_STROKE = 2;

/** Codes of `slot` of a film on the lips. */
export const LIP_SHAPES: readonly LipShape['kind'][] = ['all', 'rim', 'centre', 'upper', 'lower', 'line'];
export const LIP_ALL = 0;
export const LIP_RIM = 1;
export const LIP_CENTRE = 2;
export const LIP_UPPER = 3;
export const LIP_LOWER = 4;
export const LIP_LINE = 5;

/** Codes of `gate`: what keeps a film off a pixel. As its place asks: hair off the skin, nothing off a stroke. At the eye: the open eye off a stroke; of a
 *  film on the lids solid lashes only, since what else is dark there is a fold. In the brow: hair, so that a stroke lies between it. */
export const GATE_OWN = 0;
export const GATE_EYE = 1;
export const GATE_BROW = 2;

/** Codes of `pair`. */
export const PAIR_FIRST = 1;
export const PAIR_SECOND = 2;

/** `slot` of a film that lies everywhere on the skin. */
export const WHOLE_SKIN = -1;

type Rgb = readonly [number, number, number];

/**
 * One film as numbers. In the table a film takes FILM_ROWS vec4, first where it lies, then what every film is asked for, then what few
 * have, last what no picture is made of (a is sqrt(b^2 + 1)):
 * ```
 * 0  slot    gate  width       pair
 * 1  b.rgb                     presence
 * 2  q.rgb                     evenPearl
 * 3  relief  keep  lobe        alpha
 * 4  f0      boost wet         sheen
 * 5  pearl.rgb                 pearlAlpha
 * 6  evening lift  metal       place
 * 7  a.rgb                     product
 * ```
 */
export interface FilmRow {
  /** ON_SKIN, ON_LIPS or ON_STROKE. */
  readonly place: number;
  /** On skin the channel of its shape, or WHOLE_SKIN; on lips the code of its shape; of a stroke its channel. */
  readonly slot: number;
  /** mm, of a line on the lips. */
  readonly width: number;
  /** GATE_OWN, GATE_EYE or GATE_BROW. */
  readonly gate: number;
  /** Index in PRODUCT_KINDS. */
  readonly product: number;
  /** Two films that share the lips (ombre, two-tone) lie side by side, not on each other: the first is PAIR_FIRST and lies on all of the lips, the
   *  next is PAIR_SECOND and takes its share of them away from it. 0: alone. */
  readonly pair: number;
  /** Kubelka-Munk a and b of the masstone R (rendering.md 1.3); a - b = R. */
  readonly a: Rgb;
  readonly b: Rgb;
  /** b times the scattering power of the full film times the intensity. */
  readonly q: Rgb;
  /** How much of the finish shows, 0..1: less of a film thinner than half its thickness. */
  readonly presence: number;
  readonly evening: number;
  readonly lift: number;
  readonly relief: number;
  readonly keep: number;
  readonly lobe: number;
  readonly alpha: number;
  readonly f0: number;
  readonly boost: number;
  readonly wet: number;
  readonly sheen: number;
  readonly metal: number;
  /** Linear colour of the pearl times its strength; black: none. */
  readonly pearl: Rgb;
  readonly pearlAlpha: number;
  /** Share of the pearl that shines as one, the rest flake by flake; 0 without pearl. */
  readonly evenPearl: number;
}

/** Writes film `index`; `readFilmRow` gives it back, to float32. */
export const writeFilmRow = (row: FilmRow, data: Float32Array, index: number): void => {
  const { relief, keep, lobe, alpha, f0, boost, wet, sheen } = row;
  const rows = [
    [row.slot, row.gate, row.width, row.pair],
    [...row.b, row.presence],
    [...row.q, row.evenPearl],
    [relief, keep, lobe, alpha],
    [f0, boost, wet, sheen],
    [...row.pearl, row.pearlAlpha],
    [row.evening, row.lift, row.metal, row.place],
    [...row.a, row.product],
  ];
  data.set(rows.flat(), index * FILM_ROWS * 4);
};

export const readFilmRow = (data: Float32Array, index: number): FilmRow => {
  const at = (row: number, k: number): number => data[(index * FILM_ROWS + row) * 4 + k]!;
  const rgb = (row: number): Rgb => [at(row, 0), at(row, 1), at(row, 2)];
  return {
    slot: at(0, 0),
    gate: at(0, 1),
    width: at(0, 2),
    pair: at(0, 3),
    b: rgb(1),
    presence: at(1, 3),
    q: rgb(2),
    evenPearl: at(2, 3),
    relief: at(3, 0),
    keep: at(3, 1),
    lobe: at(3, 2),
    alpha: at(3, 3),
    f0: at(4, 0),
    boost: at(4, 1),
    wet: at(4, 2),
    sheen: at(4, 3),
    pearl: rgb(5),
    pearlAlpha: at(5, 3),
    evening: at(6, 0),
    lift: at(6, 1),
    metal: at(6, 2),
    place: at(6, 3),
    a: rgb(7),
    product: at(7, 3),
  };
};

/** Whether a film evens or lifts the skin. */
export const evens = (film: FilmRow): boolean => film.evening > 0 || film.lift > 0;

/** Whether a film has pearl, and whether some of it glints flake by flake. */
export const isPearly = (film: FilmRow): boolean => Math.max(...film.pearl) > 0;
const hasFlakes = (film: FilmRow): boolean => isPearly(film) && film.evenPearl < 1;

/** Whether a film glints: as metal, or by single flakes. */
export const glints = (film: FilmRow): boolean => film.metal > 0 || hasFlakes(film);

/** Whether a film shines by the surface's normal: a highlight of its own, pearl, metal, sheen. */
export const shines = (film: FilmRow): boolean =>
  film.lobe > 0 || film.sheen > 0 || isPearly(film) || film.metal > 0;
