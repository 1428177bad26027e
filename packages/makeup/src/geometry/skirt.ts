import { CANONICAL_POSITIONS, CANONICAL_UV, FACE_OVAL } from '@carmine/face';
import { NEIGHBOURS } from './skin-weights.ts';

/** Rows of vertices outside the face's oval, and vertices a row (the oval's own order, closed). */
export const SKIRT_ROWS = 4;
export const SKIRT_COLUMNS = FACE_OVAL.length;
export const SKIRT_VERTICES = SKIRT_ROWS * SKIRT_COLUMNS;

/** How far foundation reaches past the oval, mm, by columns from the forehead's middle to the chin: the mesh ends below the hairline,
 *  and just inside the jaw's outline. */
const REACH_MM = [30, 30, 29, 27, 23, 17, 11, 7, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4];
/** From this reach on the skirt follows the skull; below it crosses the outline in the picture. */
const ON_SKULL_MM = 4.5;
/** Share of the amount on the rows, over the skull and across the outline. */
const SKULL_AMOUNT = [1, 0.86, 0.5, 0];
const OUTLINE_AMOUNT = [0.62, 0.36, 0.15, 0];
/** Turn of the skull's surface away from its tangent, radians a cm, and its middle, canonical cm. */
const BEND = 0.14;
const SKULL_MIDDLE = [0, 3, -4] as const;

type V3 = readonly [number, number, number];
const at = (v: number): V3 => [
  CANONICAL_POSITIONS[v * 3]!,
  CANONICAL_POSITIONS[v * 3 + 1]!,
  CANONICAL_POSITIONS[v * 3 + 2]!,
];
const add = (a: V3, b: V3, t: number): V3 => [a[0] + b[0] * t, a[1] + b[1] * t, a[2] + b[2] * t];
const dot = (a: V3, b: V3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a: V3): V3 => add([0, 0, 0], a, 1 / (Math.hypot(...a) || 1));
const column = (c: number): number => FACE_OVAL[(c + SKIRT_COLUMNS) % SKIRT_COLUMNS]!;

const reachOf = (c: number): number => REACH_MM[Math.min(c, SKIRT_COLUMNS - c)]!;

const oval = new Set<number>(FACE_OVAL);
/** Mesh vertices inside the oval next to each column's. */
const INNER: readonly (readonly number[])[] = FACE_OVAL.map((v) =>
  [...NEIGHBOURS[v]!].filter((n) => !oval.has(n)),
);

/** Offset from the column's oval vertex along the skull and the surface's normal there, canonical cm. */
interface SkullRow {
  readonly offset: V3;
  readonly normal: V3;
}

/** A column's rows over the skull. */
const skullRows = (c: number): SkullRow[] => {
  const from = at(column(c));
  const tangent = unit(add(at(column(c + 1)), at(column(c - 1)), -1));
  const inner = INNER[c]!.reduce<V3>((sum, n) => add(sum, at(n), 1 / INNER[c]!.length), [0, 0, 0]);
  const outward = add(from, inner, -1);
  let direction = unit(add(outward, tangent, -dot(outward, tangent)));
  const step = reachOf(c) / 10 / SKIRT_ROWS;
  let point: V3 = [0, 0, 0];
  return Array.from({ length: SKIRT_ROWS }, () => {
    const normal = unit(add(add(from, point, 1), SKULL_MIDDLE, -1));
    direction = unit(add(direction, normal, -BEND * step));
    point = add(point, direction, step);
    return { offset: point, normal: unit(add(add(from, point, 1), SKULL_MIDDLE, -1)) };
  });
};
const ROWS: readonly (readonly SkullRow[])[] = FACE_OVAL.map((_, c) => skullRows(c));
const SKULL: readonly (readonly SkullRow[] | null)[] = ROWS.map((rows, c) =>
  reachOf(c) >= ON_SKULL_MM ? rows : null,
);

/** Canonical UV a cm, outwards of a column's oval vertex: the way from the mesh inside goes on straight. */
const uvOutward = (c: number): readonly [number, number] => {
  const from = at(column(c));
  const inner = INNER[c]!;
  const mean = (of: (v: number) => number): number => inner.reduce((sum, v) => sum + of(v) / inner.length, 0);
  const uv = (k: 0 | 1): number => CANONICAL_UV[column(c) * 2 + k]! - mean((v) => CANONICAL_UV[v * 2 + k]!);
  const way = Math.hypot(...([0, 1, 2] as const).map((k) => from[k] - mean((v) => at(v)[k])));
  return [uv(0) / way, uv(1) / way];
};

const skirtPoints = <T>(point: (c: number, row: number) => T): T[] =>
  Array.from({ length: SKIRT_VERTICES }, (_, v) => point(v % SKIRT_COLUMNS, Math.floor(v / SKIRT_COLUMNS)));

/** Where the skirt's vertices lie on the canonical face: x, y, z cm each, over the skull and past the jaw. */
export const SKIRT_POSITIONS: Float32Array = Float32Array.from(
  skirtPoints((c, row) => add(at(column(c)), ROWS[c]![row]!.offset, 1)).flat(),
);

/** Outward normals there: x, y, z each. */
export const SKIRT_NORMALS: Float32Array = Float32Array.from(
  skirtPoints((c, row) => ROWS[c]![row]!.normal).flat(),
);

/** The canonical UV carried on over the skirt: u, v each. May leave 0..1. */
export const SKIRT_UV: Float32Array = Float32Array.from(
  skirtPoints((c, row) => {
    const cm = ((row + 1) / SKIRT_ROWS) * (reachOf(c) / 10);
    const way = uvOutward(c);
    return [0, 1].map((k) => CANONICAL_UV[column(c) * 2 + k]! + way[k]! * cm);
  }).flat(),
);

/** Triangle corners of the skirt: oval vertices by mesh index, its own from `first` on. */
export const skirtIndices = (first: number): number[] => {
  const out: number[] = [];
  const vertex = (row: number, c: number): number =>
    row === 0 ? column(c) : first + (row - 1) * SKIRT_COLUMNS + (c % SKIRT_COLUMNS);
  for (let row = 0; row < SKIRT_ROWS; row++)
    for (let c = 0; c < SKIRT_COLUMNS; c++) {
      const [a, b] = [vertex(row, c), vertex(row + 1, c)];
      const [d, e] = [vertex(row, c + 1), vertex(row + 1, c + 1)];
      out.push(a, b, d, d, b, e);
    }
  return out;
};

/** Canonical axes in the picture, px a cm: x, y (down) and towards the viewer of the right, up and forward axis. */
export type PictureAxes = ArrayLike<number>;

const along = (v: V3, axes: PictureAxes, k: number): number =>
  v[0] * axes[k]! + v[1] * axes[3 + k]! + v[2] * axes[6 + k]!;

/**
 * Places the rows outside the oval. `px`: landmarks, px; `axes` see `PictureAxes`; `ppmm` px a mm.
 * `sink` gets the vertex (0..SKIRT_VERTICES), x, y, its share of the oval's amount, the oval's mesh vertex,
 * how far the surface faces the viewer (cosine; 1 where only the oval's own counts) and how much nearer than the oval it lies, px.
 */
export const placeSkirt = (
  px: Float32Array,
  axes: PictureAxes,
  ppmm: number,
  sink: (
    vertex: number,
    x: number,
    y: number,
    share: number,
    oval: number,
    facing: number,
    nearer: number,
  ) => void,
): void => {
  for (let c = 0; c < SKIRT_COLUMNS; c++) {
    const v = column(c);
    const x = px[v * 2]!;
    const y = px[v * 2 + 1]!;
    const skull = SKULL[c];
    // Across the outline: square to the oval, away from the mesh.
    const tx = px[column(c + 1) * 2]! - px[column(c - 1) * 2]!;
    const ty = px[column(c + 1) * 2 + 1]! - px[column(c - 1) * 2 + 1]!;
    let inside = 0;
    for (const n of INNER[c]!) inside += (px[n * 2]! - x) * ty - (px[n * 2 + 1]! - y) * tx;
    const length = ((inside > 0 ? -1 : 1) * reachOf(c) * ppmm) / (Math.hypot(tx, ty) || 1);
    for (let row = 0; row < SKIRT_ROWS; row++) {
      const t = ((row + 1) / SKIRT_ROWS) * length;
      const o = skull?.[row]?.offset;
      sink(
        row * SKIRT_COLUMNS + c,
        x + (o ? along(o, axes, 0) : ty * t),
        y + (o ? along(o, axes, 1) : -tx * t),
        (o ? SKULL_AMOUNT : OUTLINE_AMOUNT)[row]!,
        v,
        skull ? along(skull[row]!.normal, axes, 2) / (10 * ppmm) : 1,
        along(ROWS[c]![row]!.offset, axes, 2),
      );
    }
  }
};
