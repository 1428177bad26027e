import { MAP_SIZE, mapPositions, uvOfMap } from '../geometry/face-map.ts';
import type { FaceShape } from '../layers/face-shape.ts';

/** Shapes in one page: its colour channels. */
export const SHAPES_A_PAGE = 4;
/** Shapes that are kept for the next look, 256 KiB each. */
const KEPT = 48;

const kept = new Map<string, Uint8Array>();

/** Amount of a shape at every texel of the face map, 0..255, one byte each. Kept by the shape's key: another shade costs nothing. */
export const bakeShape = (shape: FaceShape): Uint8Array => {
  const map = kept.get(shape.key) ?? bake(shape);
  // The last used are the last in the map.
  kept.delete(shape.key);
  kept.set(shape.key, map);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return map;
};

const bake = (shape: FaceShape): Uint8Array => {
  const out = new Uint8Array(MAP_SIZE * MAP_SIZE);
  const positions = mapPositions();
  const point = { x: 0, y: 0, z: 0, u: 0, v: 0 };
  for (let at = 0; at < out.length; at++) {
    point.x = positions[at * 3]!;
    if (Number.isNaN(point.x)) continue;
    point.y = positions[at * 3 + 1]!;
    point.z = positions[at * 3 + 2]!;
    point.u = uvOfMap((at % MAP_SIZE) + 0.5);
    point.v = uvOfMap(Math.floor(at / MAP_SIZE) + 0.5);
    const amount = shape.amount(point);
    out[at] = Math.round(Math.min(1, Math.max(0, amount)) * 255);
  }
  return out;
};

/** Pages that so many shapes take. */
export const pagesOf = (shapes: number): number => Math.ceil(shapes / SHAPES_A_PAGE);

/** The pages of a look's shapes below each other, MAP_SIZE x MAP_SIZE x 4 bytes each; shape s is component s & 3 of page s >> 2. */
export const bakeAtlas = (shapes: readonly FaceShape[]): Uint8Array => {
  const page = MAP_SIZE * MAP_SIZE * SHAPES_A_PAGE;
  const out = new Uint8Array(pagesOf(shapes.length) * page);
  shapes.forEach((shape, s) => {
    const map = bakeShape(shape);
    const first = Math.floor(s / SHAPES_A_PAGE) * page + (s % SHAPES_A_PAGE);
    for (let at = 0; at < map.length; at++) out[first + at * SHAPES_A_PAGE] = map[at]!;
  });
  return out;
};
