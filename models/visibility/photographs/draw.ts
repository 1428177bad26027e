/** px. */
export type Point = readonly [x: number, y: number];

/** Sets the pixels whose centres lie inside, even-odd. Returns `out`. */
export const fillPolygon = (points: readonly Point[], out: Uint8Array, size: number): Uint8Array => {
  for (let row = 0; row < size; row++) {
    const y = row + 0.5;
    const crossings: number[] = [];
    for (const [i, [ax, ay]] of points.entries()) {
      const [bx, by] = points[(i + 1) % points.length]!;
      if (ay <= y !== by <= y) crossings.push(ax + ((y - ay) * (bx - ax)) / (by - ay));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2)
      for (let x = Math.max(0, Math.ceil(crossings[k]! - 0.5)); x + 0.5 < crossings[k + 1]! && x < size; x++)
        out[row * size + x] = 1;
  }
  return out;
};

/** Sets the pixels within half of `width` of a line. */
export const fillStroke = (
  points: readonly Point[],
  { width, closed }: { width: number; closed: boolean },
  out: Uint8Array,
  size: number,
): void => {
  const ends = closed ? [...points, points[0]!] : points;
  for (let i = 0; i + 1 < ends.length; i++) {
    const [[ax, ay], [bx, by]] = [ends[i]!, ends[i + 1]!];
    const long = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
    for (let t = 0; t < size * size; t++) {
      const [x, y] = [(t % size) + 0.5, ((t / size) | 0) + 0.5];
      const u = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long));
      if (Math.hypot(x - ax - u * (bx - ax), y - ay - u * (by - ay)) <= Math.max(0.5, width / 2)) out[t] = 1;
    }
  }
};
