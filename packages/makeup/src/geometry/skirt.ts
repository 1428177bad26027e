import {
  CANONICAL_POSITIONS,
  CANONICAL_UV,
  FACE_OVAL,
  HAIRLINE_SIDE,
  INSIDE_OVAL,
  ovalColumn,
  skullPoint,
} from '@carmine/face';
import { smoothstep } from '../model/smooth.ts';

/** Rows of vertices outside the face's oval, and vertices a row (the oval's own order, closed). */
export const SKIRT_ROWS = 4;
export const SKIRT_COLUMNS = FACE_OVAL.length;
export const SKIRT_VERTICES = SKIRT_ROWS * SKIRT_COLUMNS;

/** How far foundation reaches past the oval, mm, by columns from the forehead's middle to the chin: the mesh ends below the hairline,
 *  and just inside the jaw's outline. */
const REACH_MM = [30, 30, 29, 27, 23, 17, 11, 7, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4];
/** From this reach on the skirt follows the skull; below it crosses the outline in the picture. */
const ON_SKULL_MM = 4.5;
/** Share of the amount on the rows, over the skull, up to a hairline that is told, and across the outline. */
const SKULL_AMOUNT = [1, 0.86, 0.5, 0];
const HAIRLINE_AMOUNT = [1, 1, 0.6, 0];
const OUTLINE_AMOUNT = [0.62, 0.36, 0.15, 0];
/** Where foundation begins to end, is past its half and ends against a hairline that is told, mm: a brush blends it, what is told lies rather in front of the
 *  first hair, and hair is told by its colour. */
const BLEND_MM = [-3, 2, 8] as const;
/** A hairline that is told this near the oval may be a shine or a shadow: between these, mm, it is more and more believed. */
const BELIEVED_MM = [8, 18] as const;

type V3 = readonly [number, number, number];
const at = (v: number): V3 => [
  CANONICAL_POSITIONS[v * 3]!,
  CANONICAL_POSITIONS[v * 3 + 1]!,
  CANONICAL_POSITIONS[v * 3 + 2]!,
];

const reachOf = (c: number): number => REACH_MM[Math.min(c, SKIRT_COLUMNS - c)]!;
const onSkull = (c: number): boolean => reachOf(c) >= ON_SKULL_MM;

/** mm of a row past the oval where no hairline is told. */
const usualMm = (c: number, row: number): number => ((row + 1) / SKIRT_ROWS) * reachOf(c);

/** ... and where skin is bare for `bare` mm. */
const toldMm = (c: number, row: number, bare: number): number => {
  const full = Math.max(bare + BLEND_MM[0], 0);
  if (row === 0) return full / 2;
  if (row === 1) return full;
  return row === 2 ? bare + BLEND_MM[1] : Math.max(bare + BLEND_MM[2], reachOf(c));
};

/** Sines of the yaw from which a hairline is believed less, and not at all: its middle turns into the outline, and beside it lies the wall. */
const TURNED = [0.55, 0.75] as const;

/** Where a row lies past the oval, mm, and its share of the amount. */
interface Row {
  mm: number;
  share: number;
}

/** Moves a column's row to the `hairline` that is told, if one is. Writes `out`. */
const placeRow = (c: number, row: number, { hairline, turn }: SkirtInput, out: Row): void => {
  out.mm = usualMm(c, row);
  out.share = (onSkull(c) ? SKULL_AMOUNT : OUTLINE_AMOUNT)[row]!;
  const place = (c <= SKIRT_COLUMNS / 2 ? c : c - SKIRT_COLUMNS) + HAIRLINE_SIDE;
  const bare = hairline?.[place];
  if (bare === undefined) return;
  const sure =
    smoothstep(BELIEVED_MM[0], BELIEVED_MM[1], bare) * (1 - smoothstep(TURNED[0], TURNED[1], Math.abs(turn)));
  out.mm += sure * (toldMm(c, row, bare) - out.mm);
  out.share += sure * (HAIRLINE_AMOUNT[row]! - out.share);
};

/** Canonical UV a cm, outwards of a column's oval vertex: the way from the mesh inside goes on straight. */
const uvOutward = (c: number): readonly [number, number] => {
  const from = at(ovalColumn(c));
  const inner = INSIDE_OVAL[c]!;
  const mean = (of: (v: number) => number): number => inner.reduce((sum, v) => sum + of(v) / inner.length, 0);
  const uv = (k: 0 | 1): number =>
    CANONICAL_UV[ovalColumn(c) * 2 + k]! - mean((v) => CANONICAL_UV[v * 2 + k]!);
  const way = Math.hypot(...([0, 1, 2] as const).map((k) => from[k] - mean((v) => at(v)[k])));
  return [uv(0) / way, uv(1) / way];
};

const UV_OUTWARD = FACE_OVAL.map((_, c) => uvOutward(c));

/** Canonical UV of a place `mm` past the oval on column `c`: `k` 0 for u, 1 for v. May leave 0..1. */
const skirtUv = (c: number, mm: number, k: 0 | 1): number =>
  CANONICAL_UV[ovalColumn(c) * 2 + k]! + (UV_OUTWARD[c]![k] * mm) / 10;

const skirtPoints = <T>(point: (c: number, row: number) => T): T[] =>
  Array.from({ length: SKIRT_VERTICES }, (_, v) => point(v % SKIRT_COLUMNS, Math.floor(v / SKIRT_COLUMNS)));

/** Where the skirt's vertices usually lie on the canonical face: x, y, z cm each, over the skull and past the jaw. */
export const SKIRT_POSITIONS: Float32Array = Float32Array.from(
  skirtPoints((c, row) => {
    const offset = skullPoint(c, usualMm(c, row));
    return at(ovalColumn(c)).map((v, k) => v + offset[k]!);
  }).flat(),
);

/** The canonical UV there: u, v each. */
export const SKIRT_UV: Float32Array = Float32Array.from(
  skirtPoints((c, row) => [skirtUv(c, usualMm(c, row), 0), skirtUv(c, usualMm(c, row), 1)]).flat(),
);

/** Triangle corners of the skirt: oval vertices by mesh index, its own from `first` on. */
export const skirtIndices = (first: number): number[] => {
  const out: number[] = [];
  const vertex = (row: number, c: number): number =>
    row === 0 ? ovalColumn(c) : first + (row - 1) * SKIRT_COLUMNS + (c % SKIRT_COLUMNS);
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

/** Axis `k` of the vector that lies `from` in `v`, in the picture. */
const along = (v: Float64Array, from: 0 | 3, axes: PictureAxes, k: number): number =>
  v[from]! * axes[k]! + v[from + 1]! * axes[3 + k]! + v[from + 2]! * axes[6 + k]!;

/** A vertex of the skirt in the picture. */
export interface SkirtVertex {
  /** 0..SKIRT_VERTICES. */
  vertex: number;
  /** px. */
  x: number;
  y: number;
  /** Share of the oval's amount. */
  share: number;
  /** The mesh vertex of the oval that it belongs to. */
  oval: number;
  /** How far the surface faces the viewer: cosine; 1 where only the oval's own counts. */
  facing: number;
  /** How much nearer than the oval it lies, px. */
  nearer: number;
  /** Canonical UV. */
  u: number;
  v: number;
  /** The surface's normal: x to the picture's right, y up. */
  normalX: number;
  normalY: number;
}

const placed: SkirtVertex = {
  vertex: 0,
  x: 0,
  y: 0,
  share: 0,
  oval: 0,
  facing: 1,
  nearer: 0,
  u: 0,
  v: 0,
  normalX: 0,
  normalY: 0,
};
const point = new Float64Array(6);
const row: Row = { mm: 0, share: 0 };

/** What the skirt is placed by. */
export interface SkirtInput {
  /** Landmarks, px. */
  readonly px: Float32Array;
  readonly axes: PictureAxes;
  /** px a mm. */
  readonly pixelsPerMm: number;
  /** See VisibilityMap. */
  readonly hairline?: ArrayLike<number> | undefined;
  /** Sine of the yaw. */
  readonly turn: number;
}

/** Places the rows outside the oval; `sink` gets each vertex, in an object that the next call overwrites. */
export const placeSkirt = (input: SkirtInput, sink: (vertex: SkirtVertex) => void): void => {
  for (let c = 0; c < SKIRT_COLUMNS; c++) {
    const [outX, outY] = outwards(input.px, c);
    for (let n = 0; n < SKIRT_ROWS; n++) {
      placeRow(c, n, input, row);
      skullPoint(c, row.mm, point);
      const { axes } = input;
      const unit = 1 / (10 * input.pixelsPerMm);
      const skull = onSkull(c);
      const way = row.mm * input.pixelsPerMm;
      const v = ovalColumn(c);
      placed.vertex = n * SKIRT_COLUMNS + c;
      placed.oval = v;
      placed.x = input.px[v * 2]! + (skull ? along(point, 0, axes, 0) : outX * way);
      placed.y = input.px[v * 2 + 1]! + (skull ? along(point, 0, axes, 1) : outY * way);
      placed.share = row.share;
      placed.facing = skull ? along(point, 3, axes, 2) * unit : 1;
      placed.nearer = along(point, 0, axes, 2);
      placed.u = skirtUv(c, row.mm, 0);
      placed.v = skirtUv(c, row.mm, 1);
      placed.normalX = along(point, 3, axes, 0) * unit;
      placed.normalY = -along(point, 3, axes, 1) * unit;
      sink(placed);
    }
  }
};

/** Unit vector across the outline: square to the oval, away from the mesh. */
const outwards = (px: Float32Array, c: number): readonly [x: number, y: number] => {
  const [v, before, after] = [ovalColumn(c), ovalColumn(c - 1), ovalColumn(c + 1)];
  const tx = px[after * 2]! - px[before * 2]!;
  const ty = px[after * 2 + 1]! - px[before * 2 + 1]!;
  let inside = 0;
  for (const n of INSIDE_OVAL[c]!)
    inside += (px[n * 2]! - px[v * 2]!) * ty - (px[n * 2 + 1]! - px[v * 2 + 1]!) * tx;
  const length = (inside > 0 ? -1 : 1) / (Math.hypot(tx, ty) || 1);
  return [ty * length, -tx * length];
};
