import { CANONICAL_POSITIONS, CANONICAL_TRIANGLES } from './mesh.ts';
import { FACE_OVAL } from './topology.ts';

/** Turn of the skull's surface away from its tangent, radians a cm, and its middle, canonical cm. */
const BEND = 0.14;
const MIDDLE = [0, 3, -4] as const;
/** Points of a path, and their distance along it, cm. */
const POINTS = 36;
const STEP = 0.2;

type V3 = readonly [x: number, y: number, z: number];

const at = (v: number): V3 => [
  CANONICAL_POSITIONS[v * 3]!,
  CANONICAL_POSITIONS[v * 3 + 1]!,
  CANONICAL_POSITIONS[v * 3 + 2]!,
];
const add = (a: V3, b: V3, t: number): V3 => [a[0] + b[0] * t, a[1] + b[1] * t, a[2] + b[2] * t];
const dot = (a: V3, b: V3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a: V3): V3 => add([0, 0, 0], a, 1 / (Math.hypot(...a) || 1));

const oval = new Set<number>(FACE_OVAL);
/** Mesh vertices inside the oval next to each of the oval's. */
export const INSIDE_OVAL: readonly (readonly number[])[] = (() => {
  const near = new Map<number, Set<number>>(FACE_OVAL.map((v) => [v, new Set()]));
  for (let t = 0; t < CANONICAL_TRIANGLES.length; t += 3)
    for (let k = 0; k < 3; k++)
      for (const [a, b] of [
        [k, (k + 1) % 3],
        [(k + 1) % 3, k],
      ] as const) {
        const [v, n] = [CANONICAL_TRIANGLES[t + a]!, CANONICAL_TRIANGLES[t + b]!];
        if (!oval.has(n)) near.get(v)?.add(n);
      }
  return FACE_OVAL.map((v) => [...near.get(v)!]);
})();

/** The oval's vertex of a column: 0 the forehead's middle, in the oval's own order, counted round. */
export const ovalColumn = (c: number): number =>
  FACE_OVAL[((c % FACE_OVAL.length) + FACE_OVAL.length) % FACE_OVAL.length]!;

/** The way over the skull from each column's vertex, away from the face: offsets, canonical cm. The head is guessed to be round. */
const PATHS: readonly (readonly V3[])[] = FACE_OVAL.map((v, c) => {
  const from = at(v);
  const tangent = unit(add(at(ovalColumn(c + 1)), at(ovalColumn(c - 1)), -1));
  const inside = INSIDE_OVAL[c]!;
  const inner = inside.reduce<V3>((sum, n) => add(sum, at(n), 1 / inside.length), [0, 0, 0]);
  const outward = add(from, inner, -1);
  let direction = unit(add(outward, tangent, -dot(outward, tangent)));
  let point: V3 = [0, 0, 0];
  return Array.from({ length: POINTS }, () => {
    const here = point;
    direction = unit(add(direction, normalAt(from, point), -BEND * STEP));
    point = add(point, direction, STEP);
    return here;
  });
});

function normalAt(from: V3, offset: V3): V3 {
  return unit(add(add(from, offset, 1), MIDDLE, -1));
}

/** The same as numbers in a row, and where each column begins. */
const FLAT = Float64Array.from(PATHS.flatMap((path) => path.flat()));
const FROM = Float64Array.from(FACE_OVAL.flatMap((v) => [...at(v)]));

/**
 * The place on the skull `mm` (0..70) past the oval's vertex of column `c`: offset from that vertex (canonical cm), then the outward normal; x, y, z each. Writes
 * `out`: placed every frame, it allocates nothing.
 */
export const skullPoint = (c: number, mm: number, out: Float64Array = new Float64Array(6)): Float64Array => {
  const n = ((c % FACE_OVAL.length) + FACE_OVAL.length) % FACE_OVAL.length;
  const t = Math.min(POINTS - 1.001, Math.max(0, mm / 10 / STEP));
  const base = (n * POINTS + Math.floor(t)) * 3;
  for (let k = 0; k < 3; k++) {
    out[k] = FLAT[base + k]! + (FLAT[base + 3 + k]! - FLAT[base + k]!) * (t % 1);
    out[3 + k] = FROM[n * 3 + k]! + out[k]! - MIDDLE[k as 0 | 1 | 2];
  }
  const length = Math.hypot(out[3]!, out[4]!, out[5]!) || 1;
  for (let k = 3; k < 6; k++) out[k] = out[k]! / length;
  return out;
};

/** Columns of the oval on either side of the forehead's middle whose hairline is told, in the order -5..5. */
export const HAIRLINE_SIDE = 5;
export const HAIRLINE_COLUMNS = 2 * HAIRLINE_SIDE + 1;
/** Furthest that bare skin is told by column, from the middle outwards, mm: over a bald head as far as foundation goes; at the temples to the ear's front. */
export const HAIRLINE_MOST_MM: readonly number[] = [66, 66, 64, 58, 44, 26];
