import type { MeasureId } from '../types.ts';

/** Standard error of each score between two pictures of one face, points: of the whole face, and of one part of it. */
export const REPEAT: Readonly<Record<MeasureId, { readonly face: number; readonly place: number }>> = {
  redness: { face: 5, place: 8 },
  spots: { face: 5, place: 8 },
  evenness: { face: 5, place: 8 },
  lines: { face: 5, place: 8 },
  pores: { face: 5, place: 8 },
  shine: { face: 5, place: 8 },
  'dark-circles': { face: 5, place: 8 },
  blemishes: { face: 5, place: 8 },
  lips: { face: 5, place: 8 },
};

/** Standard error of the skin's colour between two pictures of one face, dE00. */
export const COLOUR_REPEAT = { dE00: 1.5 } as const;
