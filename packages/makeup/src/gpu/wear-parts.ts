import type { FilmTable } from '../look/film-table.ts';
import { LIPS, SHAPE, STROKE, summaryOf, WHOLE } from './film-summary.ts';

/**
 * What a shader that wears a look is made for. What it is not made for is not in it: on a software driver even code that is never entered costs, since
 * every value that may outlive it is carried along (decision 0380).
 */
export interface WearParts {
  /** Films on skin, and all that needs the skin's lowpasses. */
  readonly skin: boolean;
  readonly strokes: boolean;
  readonly lips: boolean;
  /** Films with pearl. */
  readonly pearl: boolean;
  /** Films that glint: metal, single flakes. */
  readonly glint: boolean;
}

export const ALL_PARTS: WearParts = { skin: true, strokes: true, lips: true, pearl: true, glint: true };

/** Shaders by where they draw; null: nothing of the look is drawn there. */
export interface ByPlace<T> {
  /** Where lips lie, and lines beside them. */
  readonly lips: T | null;
  /** Where strokes lie and no lips. */
  readonly strokes: T | null;
  /** On the rest of the face. */
  readonly skin: T | null;
}

/** What the shaders of a look have. A line on the lips lies on skin beside them, a stroke on skin: they need all that it needs. */
export const partsOf = (table: FilmTable): ByPlace<WearParts> => {
  const { pearl, glint, onSkin } = summaryOf(table);
  const shine = (...kinds: readonly number[]): Pick<WearParts, 'pearl' | 'glint'> => {
    const some = (those: readonly number[]): boolean => kinds.some((kind) => those[kind]! > 0);
    return { pearl: some(pearl), glint: some(glint) };
  };
  const { skin, lips } = table.needs;
  const strokes = table.strokes.length > 0;
  return {
    lips: lips ? { skin, strokes, lips, ...shine(WHOLE, SHAPE, STROKE, LIPS) } : null,
    strokes: strokes ? { skin, strokes, lips: false, ...shine(WHOLE, SHAPE, STROKE) } : null,
    skin: onSkin ? { skin, strokes: false, lips: false, ...shine(WHOLE, SHAPE) } : null,
  };
};

/** Equal for equal parts. */
export const partsKey = ({ skin, strokes, lips, pearl, glint }: WearParts): string =>
  [skin, strokes, lips, pearl, glint].map(Number).join('');

/** What has to be made of a frame for all of these. */
export const needsOf = (tables: readonly FilmTable[]): FilmTable['needs'] => {
  const any = (need: keyof FilmTable['needs']): boolean => tables.some((t) => t.needs[need]);
  return { skin: any('skin'), lips: any('lips'), chart: any('chart') };
};

/** Equal for looks that are drawn by the same pipelines. */
export const kindOf = (table: FilmTable): string => {
  if (table.count === 0) return '';
  const { skin, lips, chart } = table.needs;
  const shaders = Object.values(partsOf(table)).map((parts) => (parts ? partsKey(parts) : ''));
  return [...shaders, ...[skin, lips, chart].map(Number)].join();
};
