import type { Point } from './types.ts';

/** Maps the unit square onto a quad (projective; corners in order 0,0  1,0  1,1  0,1). Null where the quad is not convex or
 *  has no area. Heckbert 1989, "Fundamentals of texture mapping", 2.2.3. */
export const squareToQuad = (
  corners: readonly [Point, Point, Point, Point],
): ((u: number, v: number) => Point) | null => {
  if (!convex(corners)) return null;
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners;
  const [dx1, dy1, dx2, dy2] = [x1 - x2, y1 - y2, x3 - x2, y3 - y2];
  const [sx, sy] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3];
  const det = dx1 * dy2 - dy1 * dx2;
  const g = (sx * dy2 - sy * dx2) / det;
  const h = (dx1 * sy - dy1 * sx) / det;
  const [a, b, d, e] = [x1 - x0 + g * x1, x3 - x0 + h * x3, y1 - y0 + g * y1, y3 - y0 + h * y3];
  return (u, v) => {
    const w = g * u + h * v + 1;
    return [(a * u + b * v + x0) / w, (d * u + e * v + y0) / w];
  };
};

/** Area of the quad, px^2 (shoelace). */
export const quadArea = (corners: readonly Point[]): number =>
  Math.abs(
    corners.reduce((sum, [x, y], i) => {
      const [nx, ny] = corners[(i + 1) % corners.length]!;
      return sum + x * ny - nx * y;
    }, 0),
  ) / 2;

const convex = (corners: readonly Point[]): boolean => {
  const turns = corners.map(([x, y], i) => {
    const [nx, ny] = corners[(i + 1) % 4]!;
    const [mx, my] = corners[(i + 2) % 4]!;
    return (nx - x) * (my - ny) - (ny - y) * (mx - nx);
  });
  return turns.every((t) => t > 1e-6) || turns.every((t) => t < -1e-6);
};
