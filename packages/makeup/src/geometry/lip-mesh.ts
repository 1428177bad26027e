import { LIP_RINGS } from '@carmine/face';
import { refineArc, refinedLength } from './spline.ts';

/** Columns of one lip, corner to corner: 11 landmarks refined. */
export const LIP_COLUMNS = refinedLength(11);
/** Rows across a lip: 4 of the outer edge, 2 inside, 4 of the inner edge. */
export const LIP_ROWS = 10;
/** Vertices of both lips. */
export const LIP_VERTICES = 2 * LIP_ROWS * LIP_COLUMNS;

/** Half the width of the edge, mm and px: whichever is more. */
const FEATHER_MM = 0.4;
const FEATHER_PX = 0.8;
/** Opening of the lips, mm, below which they are welded and above which they are apart. */
const WELD_MM = [0.5, 1.6] as const;
/** Widest opening, mm, up to which the mouth is closed, and from which it may not be. */
const CLOSED_MM = [0.05, 0.3] as const;
/** Opening over which the mouth's inside becomes possible, mm (rendering.md 2.4: 1-3). */
const OPEN_MM = [1, 3] as const;

/** smoothstep at -1, -1/3, 1/3, 1 of the edge: the amount of product on the four edge rows. */
const EDGE = [-1, -1 / 3, 1 / 3, 1];
const EDGE_AMOUNT = [0, 0.2593, 0.7407, 1];
/** Tilt of the lip's surface across it (sine; + away from the mouth's line), row by row: a half cylinder, its inner side rolled in. */
const BULGE = [0.8, 0.75, 0.7, 0.65, 0.22, -0.28, -0.6, -0.65, -0.7, -0.75];
/** How much a row may be mouth inside rather than lip, row by row. */
const INTERIOR = [0, 0, 0, 0, 0, 0.35, 1, 1, 1, 1];
/** Towards the corners a lip rolls out of the light: the tilt it ends with, and where along half its width that begins and is done. */
const CORNER_BULGE = -0.9;
const CORNER = [0.3, 0.85] as const;
/** The lower lip is fuller. */
const LOWER_BULGE = 1.15;

const rings = [LIP_RINGS.outer, LIP_RINGS.semiOuter, LIP_RINGS.semiInner, LIP_RINGS.inner];
/** Arcs from the subject's right corner to the left one; lower arcs are turned round so that columns of both lips face each other. */
const UPPER_ARCS = rings.map((r) => r.slice(0, 11));
const LOWER_ARCS = rings.map((r) => [r[0]!, ...r.slice(10).reverse()]);

const smoothstep = (lo: number, hi: number, v: number): number => {
  const t = Math.min(1, Math.max(0, (v - lo) / (hi - lo)));
  return t * t * (3 - 2 * t);
};

/** Triangle corners of the two lip strips, relative to the first lip vertex. */
export const lipIndices = (): number[] => {
  const out: number[] = [];
  for (let lip = 0; lip < 2; lip++)
    for (let row = 0; row < LIP_ROWS - 1; row++)
      for (let col = 0; col < LIP_COLUMNS - 1; col++) {
        const a = (lip * LIP_ROWS + row) * LIP_COLUMNS + col;
        const b = a + LIP_COLUMNS;
        out.push(a, b, a + 1, a + 1, b, b + 1);
      }
  return out;
};

/** What a vertex carries; see FaceGeometry. */
export type VertexSink = (
  vertex: number,
  x: number,
  y: number,
  amount: number,
  interior: number,
  bulge: number,
) => void;

/** Draws the two lips as strips with a soft edge outside and inside. One instance a face; nothing is allocated by `update`. */
export class LipMesh {
  /** [lip][ring] curves, LIP_COLUMNS points of x, y px. */
  readonly curves: readonly (readonly Float32Array[])[] = [0, 1].map(() =>
    rings.map(() => new Float32Array(LIP_COLUMNS * 2)),
  );
  /** Distance of the lips at the middle, mm. */
  opening = 0;
  /** 1 where the lips touch all along: the dark line between them is theirs. */
  #closed = 0;

  /** `px`: 478 x 2 landmarks in px; `ppmm` px a mm; `upX`, `upY` the mouth's up direction in the picture (unit). */
  update(px: Float32Array, ppmm: number, upX: number, upY: number, sink: VertexSink): void {
    for (let ring = 0; ring < 4; ring++) {
      refineArc(px, UPPER_ARCS[ring]!, this.curves[0]![ring]!, 0);
      refineArc(px, LOWER_ARCS[ring]!, this.curves[1]![ring]!, 0);
    }
    this.opening = this.#gap(LIP_COLUMNS >> 1, upX, upY) / ppmm;
    let widest = 0;
    for (let col = 0; col < LIP_COLUMNS; col++) widest = Math.max(widest, this.#gap(col, upX, upY));
    this.#closed = 1 - smoothstep(CLOSED_MM[0], CLOSED_MM[1], widest / ppmm);
    const feather = Math.max(FEATHER_MM * ppmm, FEATHER_PX);
    for (let col = 0; col < LIP_COLUMNS; col++) {
      this.#column(0, col, feather, ppmm, upX, upY, sink);
      this.#column(1, col, feather, ppmm, upX, upY, sink);
    }
  }

  /** Signed distance of the lips at a column along the mouth's down direction, px; negative where they overlap. */
  #gap(col: number, upX: number, upY: number): number {
    const u = this.curves[0]![3]!;
    const l = this.curves[1]![3]!;
    return -((l[col * 2]! - u[col * 2]!) * upX + (l[col * 2 + 1]! - u[col * 2 + 1]!) * upY);
  }

  #column(
    lip: number,
    col: number,
    feather: number,
    ppmm: number,
    upX: number,
    upY: number,
    sink: VertexSink,
  ): void {
    const curve = this.curves[lip]!;
    const base = lip * LIP_ROWS * LIP_COLUMNS + col;
    const gap = this.#gap(col, upX, upY) / ppmm;
    const weld = 1 - smoothstep(WELD_MM[0], WELD_MM[1], gap);
    // Below one half only the dark between the lips counts as inside; above, teeth too.
    const open = (0.5 + 0.5 * smoothstep(OPEN_MM[0], OPEN_MM[1], gap)) * (1 - this.#closed);
    const bulgeSign = lip === 0 ? 1 : -LOWER_BULGE;
    const half = (LIP_COLUMNS - 1) / 2;
    const corner = smoothstep(CORNER[0], CORNER[1], Math.abs(col - half) / half);
    const bulgeAt = (row: number): number => {
      const bulge = BULGE[row]! * bulgeSign;
      return bulge + (CORNER_BULGE - bulge) * corner;
    };
    const x0 = curve[0]![col * 2]!;
    const y0 = curve[0]![col * 2 + 1]!;
    const x3 = curve[3]![col * 2]!;
    const y3 = curve[3]![col * 2 + 1]!;
    // Across the lip, from the inner to the outer edge; at the corners, away from the mouth's middle.
    let ax = x0 - x3;
    let ay = y0 - y3;
    const length = Math.hypot(ax, ay) || 1;
    ax /= length;
    ay /= length;
    // A thin lip keeps its middle: the two edges together take at most two thirds of it.
    const f = Math.min(feather, length / 3);
    const inner = curve[3]!;
    const other = this.curves[1 - lip]![3]!;
    const midX = (inner[col * 2]! + other[col * 2]!) / 2;
    const midY = (inner[col * 2 + 1]! + other[col * 2 + 1]!) / 2;
    for (let e = 0; e < 4; e++) {
      const out = -EDGE[e]! * (e < 2 ? feather : f);
      sink(
        base + e * LIP_COLUMNS,
        x0 + ax * out,
        y0 + ay * out,
        EDGE_AMOUNT[e]!,
        open * INTERIOR[e]!,
        bulgeAt(e),
      );
    }
    for (let ring = 1; ring < 3; ring++) {
      const row = 3 + ring;
      const c = curve[ring]!;
      sink(base + row * LIP_COLUMNS, c[col * 2]!, c[col * 2 + 1]!, 1, open * INTERIOR[row]!, bulgeAt(row));
    }
    for (let e = 0; e < 4; e++) {
      const row = 6 + e;
      // The first inner row (fully covered) stays; welded, the other three meet on the line between the lips.
      const to = EDGE[3 - e]! * f;
      const w = e === 0 ? 0 : weld;
      const x = x3 + ax * to;
      const y = y3 + ay * to;
      const amount = EDGE_AMOUNT[3 - e]!;
      sink(
        base + row * LIP_COLUMNS,
        x + (midX - x) * w,
        y + (midY - y) * w,
        amount + (1 - amount) * weld,
        open * INTERIOR[row]!,
        bulgeAt(row),
      );
    }
  }
}
