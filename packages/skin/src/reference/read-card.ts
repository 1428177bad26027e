import { CarmineError } from '@carmine/errors';
import { type PixelImage, type Reading, readLinear } from '../pixels/image.ts';
import { median } from '../pixels/statistics.ts';
import type { Triple } from '../types.ts';
import { quadArea, squareToQuad } from './quad.ts';
import type { CardReference } from './types.ts';

/** What the picture shows of one patch, and what the maker says of it. */
export interface CardPatch {
  /** Median linear RGB of the patch's middle, as stored in the picture. */
  readonly seen: Triple;
  /** Linear sRGB under D65. */
  readonly wanted: Triple;
  /** Whether the maker calls it grey. */
  readonly grey: boolean;
  /** Share 0..1 of its pixels that are clipped or crushed. */
  readonly clipped: number;
}

/** Samples across the middle of a patch: 12 x 12 over its inner 60 %, so that edges and small errors of the corners stay out. */
const SAMPLES = 12;
const INNER = 0.6;
/** Smallest patch that is read, px^2. */
const MIN_AREA = 36;

/** Reads every patch of the card. Throws `invalid-argument` when corners or patches make no sense. */
export const readCard = (image: PixelImage, card: CardReference): CardPatch[] => {
  const { columns, rows } = checkCard(card, image);
  const at = squareToQuad(card.corners)!;
  return card.patches.map((patch, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const wanted: Triple = typeof patch === 'number' ? [patch, patch, patch] : patch;
    const place = (s: number, t: number) => at((column + s) / columns, (row + t) / rows);
    return { wanted, grey: typeof patch === 'number', ...sample(image, place) };
  });
};

const sample = (
  image: PixelImage,
  place: (s: number, t: number) => readonly [number, number],
): { readonly seen: Triple; readonly clipped: number } => {
  const reading: Reading = { r: 0, g: 0, b: 0, bad: false };
  const channels: [number[], number[], number[]] = [[], [], []];
  let bad = 0;
  let n = 0;
  for (let j = 0; j < SAMPLES; j++)
    for (let i = 0; i < SAMPLES; i++) {
      const inner = (k: number): number => 0.5 + INNER * ((k + 0.5) / SAMPLES - 0.5);
      const [x, y] = place(inner(i), inner(j));
      if (!readLinear(image, x, y, reading)) continue;
      n++;
      if (reading.bad) bad++;
      channels[0].push(reading.r);
      channels[1].push(reading.g);
      channels[2].push(reading.b);
    }
  return { seen: channels.map(median) as unknown as Triple, clipped: n ? bad / n : 1 };
};

const refuse = (field: string, message: string): never => {
  throw new CarmineError('invalid-argument', {
    message: `reference.card.${field}: ${message}`,
    details: { field: `reference.card.${field}` },
  });
};

/** Columns and rows of a card that can be read on this picture. Throws `invalid-argument` naming the field. */
export const checkCard = (
  card: CardReference,
  picture: { readonly width: number; readonly height: number },
): { readonly columns: number; readonly rows: number } => {
  const { corners, patches, columns = 1, rows = 1 } = card;
  for (const [name, v] of Object.entries({ columns, rows }))
    if (!(Number.isInteger(v) && v >= 1 && v <= 40)) refuse(name, `${v} is no whole number 1..40`);
  if (patches?.length !== columns * rows)
    refuse('patches', `${patches?.length} patches do not fill ${columns} x ${rows}`);
  patches.forEach((patch, i) => {
    const values = typeof patch === 'number' ? [patch] : patch;
    const three = typeof patch === 'number' || values.length === 3;
    if (!three || !values.every((v) => Number.isFinite(v) && v > -0.2 && v <= 1.2))
      refuse('patches', `patch ${i} is neither a reflectance 0..1 nor linear sRGB`);
    if (typeof patch === 'number' && !(patch >= 0.02 && patch <= 1))
      refuse('patches', `patch ${i}: ${patch} is no reflectance of a grey (0.02..1)`);
  });
  if (!patches.some((patch) => typeof patch === 'number'))
    refuse('patches', 'at least one patch must be grey (a number)');
  const inside = ([x, y]: readonly number[]): boolean =>
    x! >= 0 && y! >= 0 && x! <= picture.width && y! <= picture.height;
  if (corners?.length !== 4 || !corners.every((p) => p.length === 2 && p.every(Number.isFinite)))
    refuse('corners', 'four points [x, y] in px are needed');
  if (!corners.every(inside))
    refuse('corners', `they leave the picture (${picture.width} x ${picture.height} px)`);
  if (!squareToQuad(corners)) refuse('corners', 'they are not in order around a convex card');
  if (quadArea(corners) / patches.length < MIN_AREA)
    refuse('corners', `a patch covers less than ${MIN_AREA} px`);
  return { columns, rows };
};
