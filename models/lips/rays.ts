/** A point, px. */
export type Point = readonly [number, number];

/** Even-odd test. */
export const inside = (polygon: readonly Point[], x: number, y: number): boolean => {
  let is = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) is = !is;
  }
  return is;
};

/** Distance along the unit ray to where it meets a line of points, nearest to its origin, either way; NaN: nowhere.
 *  `way` 'out' and 'in' take only where the ray leaves or enters the closed polygon; 'any' takes the line as open. */
export const meet = (
  line: readonly Point[],
  origin: Point,
  [dx, dy]: Point,
  way: 'out' | 'in' | 'any',
): number => {
  let best = Number.NaN;
  const edges = way === 'any' ? line.length - 1 : line.length;
  for (let i = 0; i < edges; i++) {
    const [ax, ay] = line[i]!;
    const [bx, by] = line[(i + 1) % line.length]!;
    const [ex, ey] = [bx - ax, by - ay];
    const [ox, oy] = [ax - origin[0], ay - origin[1]];
    const det = dx * ey - dy * ex;
    if (Math.abs(det) < 1e-9) continue;
    const t = (ox * ey - oy * ex) / det;
    const s = (ox * dy - oy * dx) / det;
    if (s < 0 || s >= 1 || Math.abs(t) >= Math.abs(best)) continue;
    const past = inside(line, origin[0] + dx * (t + 1e-3), origin[1] + dy * (t + 1e-3));
    if (way === 'any' || past === (way === 'in')) best = t;
  }
  return best;
};
