import type { FilmTable } from '../look/film-table.ts';
import { summaryOf } from './film-summary.ts';

/**
 * What a shader that wears a look is made for. What it is not made for is not in it: on a software driver even code that is never entered costs, since
 * every value that may outlive it is carried along (decision 0380).
 */
export interface WearParts {
  /** Films on skin, and all that needs the skin's lowpasses. */
  readonly skin: boolean;
  readonly strokes: boolean;
  readonly lips: boolean;
  /** Films that reflect in colour: pearl, metal. */
  readonly pearl: boolean;
}

export const ALL_PARTS: WearParts = { skin: true, strokes: true, lips: true, pearl: true };

/** The parts that a shader for this look has: few kinds, so that another product seldom asks for another shader. Lips alone, skin alone, or everything; each
 *  with pearl or without. */
export const partsOf = (table: FilmTable): WearParts => {
  const { pearl } = summaryOf(table);
  const { skin, lips } = table.needs;
  if (!skin) return { skin: false, strokes: false, lips: true, pearl };
  if (!lips && table.strokes.length === 0) return { skin: true, strokes: false, lips: false, pearl };
  return { ...ALL_PARTS, pearl };
};

/** Of a shader for everything, what it has where no stroke and no lip lies; else null: the shader is one for its kind of look already. */
export const skinOf = (parts: WearParts): WearParts | null =>
  parts.skin && parts.lips ? { ...parts, strokes: false, lips: false } : null;

/** Equal for equal parts. */
export const partsKey = ({ skin, strokes, lips, pearl }: WearParts): string =>
  [skin, strokes, lips, pearl].map(Number).join('');

/** What has to be made of a frame for all of these. */
export const needsOf = (tables: readonly FilmTable[]): FilmTable['needs'] => {
  const any = (need: keyof FilmTable['needs']): boolean => tables.some((t) => t.needs[need]);
  return { skin: any('skin'), lips: any('lips'), chart: any('chart') };
};

/** Equal for looks that are drawn by the same pipelines. */
export const kindOf = (table: FilmTable): string => {
  if (table.count === 0) return '';
  const { skin, lips, chart } = table.needs;
  return [partsKey(partsOf(table)), ...[skin, lips, chart, table.strokes.length > 0].map(Number)].join();
};
