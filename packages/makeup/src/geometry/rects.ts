import type { Roi } from './face-geometry.ts';

const isEmpty = ({ x0, y0, x1, y1 }: Roi): boolean => !(x1 > x0 && y1 > y0);

/** What two rectangles share; nothing is a rectangle without area. */
export const overlapOf = (a: Roi, b: Roi): Roi => ({
  x0: Math.max(a.x0, b.x0),
  y0: Math.max(a.y0, b.y0),
  x1: Math.min(a.x1, b.x1),
  y1: Math.min(a.y1, b.y1),
});

/** A rectangle without a part of it, as up to four rectangles that do not overlap: above, beside and below the part. */
const cutOut = (from: Roi, part: Roi): Roi[] => {
  const hole = overlapOf(from, part);
  if (isEmpty(hole)) return [from];
  const { x0, y0, x1, y1 } = from;
  return [
    { x0, y0, x1, y1: hole.y0 },
    { x0, y0: hole.y0, x1: hole.x0, y1: hole.y1 },
    { x0: hole.x1, y0: hole.y0, x1, y1: hole.y1 },
    { x0, y0: hole.y1, x1, y1 },
  ].filter((rect) => !isEmpty(rect));
};

/** `from` without `parts`, as rectangles that do not overlap. */
export const without = (from: Roi, ...parts: readonly Roi[]): Roi[] =>
  parts.reduce((rects, part) => rects.flatMap((rect) => cutOut(rect, part)), isEmpty(from) ? [] : [from]);
