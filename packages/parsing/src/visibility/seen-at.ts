import { VISIBILITY_SIZE, type VisibilityMap } from '@carmine/face';

/** From this on of 255 a texel counts as the face's own. */
const SEEN = 128;

/** Whether the face itself is seen at a point of the picture, px. Outside the map, and without one, it is. */
export const seenAt = (map: VisibilityMap | null, x: number, y: number): boolean => {
  if (!map) return true;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = map.toMap;
  const [u, v] = [Math.floor(a * x + b * y + c), Math.floor(d * x + e * y + f)];
  if (!(u >= 0 && v >= 0 && u < VISIBILITY_SIZE && v < VISIBILITY_SIZE)) return true;
  return map.data[v * VISIBILITY_SIZE + u]! >= SEEN;
};
