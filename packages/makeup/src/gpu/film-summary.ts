import { type FilmRow, LIP_LINE, ON_LIPS, ON_SKIN, readFilmRow, WHOLE_SKIN } from '../look/film-row.ts';
import type { FilmTable } from '../look/film-table.ts';

/** What the shaders are told of a look besides its films, so that a pixel looks only at those that can lie on it. */
export interface FilmSummary {
  /** First film of each kind (whole skin, shapes, strokes, lips), NONE without, and the one after its last. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The film after the last that evens or lifts. */
  readonly evenTo: number;
  /** Whether any film reflects in colour: pearl, metal. */
  readonly pearl: boolean;
  /** Whether any film shines by the surface's normal: a highlight of its own, pearl, sheen. */
  readonly shine: boolean;
  /** Width of the widest line on the lips, mm. */
  readonly line: number;
}

/** Later than any film. */
const NONE = 99;
const KINDS = 4;

const kindOf = (film: FilmRow): number => {
  if (film.place === ON_LIPS) return 3;
  if (film.place !== ON_SKIN) return 2;
  return film.slot === WHOLE_SKIN ? 0 : 1;
};

export const summaryOf = (table: FilmTable): FilmSummary => {
  const films = Array.from({ length: table.count }, (_, i) => readFilmRow(table.data, i));
  const after = (test: (film: FilmRow) => boolean): number => films.findLastIndex(test) + 1;
  const kinds = Array.from({ length: KINDS }, (_, kind) => (film: FilmRow) => kindOf(film) === kind);
  const lines = films.filter((f) => f.place === ON_LIPS && f.slot === LIP_LINE);
  return {
    from: kinds.map((test) => {
      const first = films.findIndex(test);
      return first < 0 ? NONE : first;
    }),
    to: kinds.map(after),
    evenTo: after((f) => f.evening > 0 || f.lift > 0),
    pearl: films.some((f) => f.metal > 0 || Math.max(...f.pearl) > 0),
    shine: films.some((f) => f.lobe > 0 || f.sheen > 0 || f.metal > 0 || Math.max(...f.pearl) > 0),
    line: Math.max(0, ...lines.map((f) => f.width)),
  };
};
