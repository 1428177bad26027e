import {
  evens,
  type FilmRow,
  glints,
  isPearly,
  LIP_LINE,
  ON_LIPS,
  ON_SKIN,
  readFilmRow,
  shines,
  WHOLE_SKIN,
} from '../look/film-row.ts';
import type { FilmTable } from '../look/film-table.ts';

/** What the shaders are told of a look besides its films, so that a pixel looks only at those that can lie on it. */
export interface FilmSummary {
  /** Films on all of the skin. */
  readonly whole: number;
  /** Whether any film lies on the skin. */
  readonly onSkin: boolean;
  /** First stroke and first film on the lips, NONE without, and the ones after their last. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Strongest evening and lift of the films on all of the skin. */
  readonly even: readonly [evening: number, lift: number];
  /** First film of a shape that evens or lifts, and the one after the last. */
  readonly evenFrom: number;
  readonly evenTo: number;
  /** 1 for each kind of which a film shines: on all of the skin, shapes (where they do their tiles tell), strokes, lips. */
  readonly shine: readonly number[];
  /** ... of which one has pearl; and of which one glints, as metal or by single flakes. */
  readonly pearl: readonly number[];
  readonly glint: readonly number[];
  /** Width of the widest line on the lips, mm. */
  readonly line: number;
}

/** Later than any film. */
const NONE = 99;
/** Kinds of films: on all of the skin, of a shape on it, strokes, on the lips. */
export const [WHOLE, SHAPE, STROKE, LIPS] = [0, 1, 2, 3] as const;

const kindOf = (film: FilmRow): number => {
  if (film.place === ON_LIPS) return LIPS;
  if (film.place !== ON_SKIN) return STROKE;
  return film.slot === WHOLE_SKIN ? WHOLE : SHAPE;
};

/** 1 for each kind of which there is one. */
const kindsOf = (films: readonly FilmRow[]): number[] =>
  [WHOLE, SHAPE, STROKE, LIPS].map((kind) => Number(films.some((f) => kindOf(f) === kind)));

export const summaryOf = (table: FilmTable): FilmSummary => {
  const films = Array.from({ length: table.count }, (_, i) => readFilmRow(table.data, i));
  const after = (test: (film: FilmRow) => boolean): number => films.findLastIndex(test) + 1;
  const kinds = [STROKE, LIPS].map((kind) => (film: FilmRow) => kindOf(film) === kind);
  const lines = films.filter((f) => f.place === ON_LIPS && f.slot === LIP_LINE);
  const first = (test: (film: FilmRow) => boolean): number => {
    const at = films.findIndex(test);
    return at < 0 ? NONE : at;
  };
  const whole = films.filter((f) => kindOf(f) === WHOLE);
  const shapeEvens = (f: FilmRow): boolean => kindOf(f) === SHAPE && evens(f);
  return {
    whole: whole.length,
    onSkin: films.some((f) => f.place === ON_SKIN),
    from: kinds.map(first),
    to: kinds.map(after),
    even: [Math.max(0, ...whole.map((f) => f.evening)), Math.max(0, ...whole.map((f) => f.lift))],
    evenFrom: first(shapeEvens),
    evenTo: after(shapeEvens),
    shine: kindsOf(films.filter(shines)),
    pearl: kindsOf(films.filter(isPearly)),
    glint: kindsOf(films.filter(glints)),
    line: Math.max(0, ...lines.map((f) => f.width)),
  };
};
