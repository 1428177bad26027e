import { CANONICAL_POSITIONS, LIP_RINGS } from '@carmine/face';
import { smoothstep } from '../model/smooth.ts';
import { distanceNear, PairNormals } from './polyline.ts';
import { lipReach } from './profile.ts';
import { snap } from './snap.ts';
import { refineArc, refinedLength } from './spline.ts';

/** Columns of one lip, corner to corner: 11 landmarks refined. */
export const LIP_COLUMNS = refinedLength(11);
/** Rows across a lip: outside its outline, the four rings, past its inner edge. */
export const LIP_ROWS = 6;
/** Vertices of both lips. */
export const LIP_VERTICES = 2 * LIP_ROWS * LIP_COLUMNS;
/** Floats of a vertex in `vertices`. */
export const LIP_FLOATS = 8;

/** How far the strip goes outside the outline (the widest liner's half and its edge) and into the mouth, mm. */
const OUTSIDE_MM = 2.4;
const INSIDE_MM = 1;
/** Opening of the lips, mm, below which they are welded and above which they are apart. */
const WELD_MM = [0.5, 1.6] as const;
/** Distance from the inner edge that a welded lip's mouth line is given, mm: no edge there. */
const WELDED_MM = 1;
/** The wet rim of an open mouth that stays bare, mm: teeth begin within a feather of it. */
const MOUTH_MARGIN_MM = 0.16;
/** How much narrower the inner edge's feather is than the outline's: a lip ends at its teeth within a pixel, at the skin it fades. */
const INNER_SHARPNESS = 1.5;
/** Widest opening, mm, up to which the mouth is closed, and from which it may not be. */
const CLOSED_MM = [0.05, 0.3] as const;
/** Opening over which the mouth's inside becomes possible, mm (rendering.md 2.4: 1-3). */
const OPEN_MM = [1, 3] as const;
/** Doubt up to which only the dark between the lips counts as the mouth's inside; above, teeth too: see `mouthGate`. */
const DARK_ONLY = 0.5;
/** Opening of a column, mm, from which its inner edges are two plain lines, and the doubt on the edge itself then: a dark lip is no cavity. */
const WIDE_MM = [2, 4] as const;
const WIDE_DOUBT = 0.4;
/** How far from its inner edge the upper lip may be the dark of the mouth, mm: it turns away from the light, and its grooves are as dark. The lower lip is
 *  doubted over its whole inner third. */
const UPPER_DOUBT_MM = 1.2;
/** Distance from a corner, mm, up to which the inner third of open lips may be the dark behind it, and from which it is lip. */
const CORNER_MM = [4, 8] as const;
/** Opening of a column, mm, below which its lips touch and above which there may be dark between them. */
const APART_MM = [0.1, 0.5] as const;
/** Columns on either side among which the nearest point of an edge is sought. */
const REACH = 6;

const rings = [LIP_RINGS.outer, LIP_RINGS.semiOuter, LIP_RINGS.semiInner, LIP_RINGS.inner];
/** Arcs from the subject's right corner to the left one; lower arcs are turned round so that columns of both lips face each other. */
const ARCS = [rings.map((r) => r.slice(0, 11)), rings.map((r) => [r[0]!, ...r.slice(10).reverse()])];

/** [lip] canonical x of the columns' outlines, mm, the picture's right positive: how far from the face's middle a column lies. */
const ASIDE = ARCS.map((arcs) => {
  const arc = arcs[0]!;
  return Float32Array.from({ length: LIP_COLUMNS }, (_, col) => {
    const k = (col * (arc.length - 1)) / (LIP_COLUMNS - 1);
    const [a, b] = [Math.floor(k), Math.min(arc.length - 1, Math.floor(k) + 1)].map(
      (i) => CANONICAL_POSITIONS[arc[i]! * 3]!,
    ) as [number, number];
    return 10 * (a + (b - a) * (k - Math.floor(k)));
  });
});

/** Triangle corners of the two strips. */
export const LIP_INDICES: Uint16Array = Uint16Array.from(
  Array.from({ length: 2 * (LIP_ROWS - 1) * (LIP_COLUMNS - 1) }, (_, quad) => {
    const col = quad % (LIP_COLUMNS - 1);
    const row = Math.floor(quad / (LIP_COLUMNS - 1)) % (LIP_ROWS - 1);
    const lip = Math.floor(quad / (LIP_COLUMNS - 1) / (LIP_ROWS - 1));
    const a = (lip * LIP_ROWS + row) * LIP_COLUMNS + col;
    const b = a + LIP_COLUMNS;
    return [a, b, a + 1, a + 1, b, b + 1];
  }).flat(),
);

/** How a mouth stands in the picture. */
export interface MouthSetting {
  /** The mouth's up direction in the picture (unit). */
  readonly up: readonly [number, number];
  /** Half the width of the lips' edge, mm. */
  readonly edge: number;
  /** Sine of the yaw, positive to the picture's right. */
  readonly turn: number;
}

/**
 * The two lips as strips of distances to their edges: what lies where on them is told per pixel (model/lip-amount.ts), so edges are as
 * fine as the picture. One instance a face; nothing is allocated by `update`.
 */
export class LipStrip {
  /**
   * LIP_VERTICES x (x, y px; out; into; side; across; along; interior). out, into: mm to the outline and, times INNER_SHARPNESS, to the inner
   * edge, positive on the lip; where lips touch there is no inner edge. side: mm to the mouth's line, positive on the upper lip. across: 0 at the outline, 1 at the
   * inner edge. along: 0 at the subject's right corner, 1 at the left. interior: how much the point may be the mouth's inside, up to 1; masks hold
   * what is above 0, so that it can end between two rows.
   */
  readonly vertices = new Float32Array(LIP_VERTICES * LIP_FLOATS);
  /** [lip][ring] curves, LIP_COLUMNS points of x, y px. */
  readonly curves: readonly (readonly Float32Array[])[] = [0, 1].map(() =>
    rings.map(() => new Float32Array(LIP_COLUMNS * 2)),
  );
  /** Distance of the lips at the middle, mm. */
  opening = 0;
  /** 1 where the lips touch all along: the dark line between them is theirs. */
  #closed = 0;
  readonly #outer = new PairNormals(LIP_COLUMNS);
  readonly #inner = new PairNormals(LIP_COLUMNS);
  /** How far the strip goes past the outline, mm. */
  #outside = OUTSIDE_MM;
  /** Sine of the yaw, positive to the picture's right. */
  #turn = 0;
  /** mm between the lips at each column. */
  readonly #gap = new Float32Array(LIP_COLUMNS);

  /** `px`: 478 x 2 landmarks in px; `ppmm` px a mm. */
  update(px: Float32Array, ppmm: number, { up, edge, turn }: MouthSetting): void {
    const [upX, upY] = up;
    this.#turn = turn;
    this.#outside = Math.max(OUTSIDE_MM, edge);
    const [upper, lower] = this.curves as [readonly Float32Array[], readonly Float32Array[]];
    for (let ring = 0; ring < 4; ring++) {
      refineArc(px, ARCS[0]![ring]!, upper[ring]!, 0);
      refineArc(px, ARCS[1]![ring]!, lower[ring]!, 0);
    }
    let widest = 0;
    for (let col = 0; col < LIP_COLUMNS; col++) {
      const gap = this.#between(col, upX, upY) / ppmm;
      this.#gap[col] = gap;
      widest = Math.max(widest, gap);
    }
    this.opening = this.#gap[LIP_COLUMNS >> 1]!;
    this.#closed = 1 - smoothstep(CLOSED_MM[0], CLOSED_MM[1], widest);
    // The upper lip's outward side, from its middle, where it is plain.
    const mid = LIP_COLUMNS >> 1;
    const [o, i] = [upper[0]!, upper[3]!];
    const along = o[mid * 2 + 2]! - o[mid * 2 - 2]!;
    const down = o[mid * 2 + 3]! - o[mid * 2 - 1]!;
    const sign =
      (o[mid * 2]! - i[mid * 2]!) * down - (o[mid * 2 + 1]! - i[mid * 2 + 1]!) * along < 0 ? -1 : 1;
    this.#outer.update(o, lower[0]!, sign);
    // Into the mouth is away from each lip.
    this.#inner.update(i, lower[3]!, -sign);
    for (let col = 0; col < LIP_COLUMNS; col++) {
      this.#column(0, col, ppmm);
      this.#column(1, col, ppmm);
    }
  }

  /** Signed distance of the lips at a column along the mouth's down direction, px; negative where they overlap. */
  #between(col: number, upX: number, upY: number): number {
    const u = this.curves[0]![3]!;
    const l = this.curves[1]![3]!;
    return -((l[col * 2]! - u[col * 2]!) * upX + (l[col * 2 + 1]! - u[col * 2 + 1]!) * upY);
  }

  #column(lip: 0 | 1, col: number, ppmm: number): void {
    const curve = this.curves[lip]!;
    const [outline, inner] = [curve[0]!, curve[3]!];
    const other = this.curves[1 - lip]![3]!;
    const gap = this.#gap[col]!;
    const weld = 1 - smoothstep(WELD_MM[0], WELD_MM[1], gap);
    const open = (DARK_ONLY + (1 - DARK_ONLY) * smoothstep(OPEN_MM[0], OPEN_MM[1], gap)) * (1 - this.#closed);
    const openEdge = open * (1 - (1 - WIDE_DOUBT) * smoothstep(WIDE_MM[0], WIDE_MM[1], gap));
    const [ix, iy] = [inner[col * 2]!, inner[col * 2 + 1]!];
    const midX = (ix + other[col * 2]!) / 2;
    const midY = (iy + other[col * 2 + 1]!) / 2;
    const height = Math.hypot(ix - outline[col * 2]!, iy - outline[col * 2 + 1]!) / ppmm || 1e-3;
    const sign = lip === 0 ? 1 : -1;
    // What a turned head hides ends the lips as their outline does.
    const seen = lipReach(this.#turn) - (this.#turn < 0 ? -1 : 1) * ASIDE[lip]![col]!;
    const recess = DARK_ONLY * this.#recess(lip, col, ppmm) * smoothstep(APART_MM[0], APART_MM[1], gap);
    const margin = MOUTH_MARGIN_MM * (1 - weld);
    const halfGap = (Math.max(0, gap) / 2) * (1 - weld);

    const reach = this.#outside * this.#outer.stretch(col);
    const x = outline[col * 2]! + this.#outer.x(lip, col) * reach * ppmm;
    const y = outline[col * 2 + 1]! + this.#outer.y(lip, col) * reach * ppmm;
    this.#put(
      lip,
      0,
      col,
      x,
      y,
      Math.min(seen, -reach),
      height + reach,
      sign * (halfGap + height + reach),
      0,
      0,
    );

    for (let ring = 0; ring < 3; ring++) {
      const [rx, ry] = [curve[ring]![col * 2]!, curve[ring]![col * 2 + 1]!];
      const out = Math.min(
        seen,
        ring === 0 ? 0 : distanceNear(outline, col, LIP_COLUMNS, REACH, rx, ry) / ppmm,
      );
      const into = INNER_SHARPNESS * (distanceNear(inner, col, LIP_COLUMNS, REACH, rx, ry) / ppmm - margin);
      const side = halfGap + Math.hypot(rx - ix, ry - iy) / ppmm;
      const interior =
        ring === 2 ? this.#doubtBeside(lip, Math.hypot(rx - ix, ry - iy) / ppmm, openEdge, recess) : 0;
      this.#put(lip, 1 + ring, col, rx, ry, out, into, sign * side, ring / 3, interior);
    }

    // The inner edge and the mouth past it; welded, both meet on the line between the lips.
    const out = distanceNear(outline, col, LIP_COLUMNS, REACH, ix, iy) / ppmm;
    const past = Math.min(INSIDE_MM, Math.max(0, gap) / 2);
    for (let row = 4; row < 6; row++) {
      const d = row === 4 ? 0 : past;
      const px = ix + this.#inner.x(lip, col) * d * ppmm;
      const py = iy + this.#inner.y(lip, col) * d * ppmm;
      this.#put(
        lip,
        row,
        col,
        px + (midX - px) * weld,
        py + (midY - py) * weld,
        Math.min(seen, out + d),
        INNER_SHARPNESS * (-d - margin + d * weld) + WELDED_MM * weld,
        sign * Math.max(0, halfGap - d),
        1 + (d / height) * (1 - weld),
        row === 4 ? openEdge : open,
      );
    }
  }

  /** Doubt on the ring beside the inner edge, `away` mm from it, whose own is `edge`: masks hold what is between, and nothing of what is below 0, so a
   *  doubt that ends before the ring goes on below. `recess`: the corner's. */
  #doubtBeside(lip: 0 | 1, away: number, edge: number, recess: number): number {
    const past = lip === 0 ? edge * Math.min(0, 1 - away / UPPER_DOUBT_MM) : 0;
    return recess + past * (1 - recess / DARK_ONLY);
  }

  /** How much a column lies in the corner of an open mouth, 0..1: there the dark reaches into the lips as they were read. */
  #recess(lip: 0 | 1, col: number, ppmm: number): number {
    const [outline, , , inner] = this.curves[lip] as readonly Float32Array[] as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const end = (col < LIP_COLUMNS / 2 ? 0 : LIP_COLUMNS - 1) * 2;
    const aside = Math.hypot(inner[col * 2]! - outline[end]!, inner[col * 2 + 1]! - outline[end + 1]!) / ppmm;
    const open = smoothstep(OPEN_MM[0], OPEN_MM[1], this.opening) * (1 - this.#closed);
    return open * (1 - smoothstep(CORNER_MM[0], CORNER_MM[1], aside));
  }

  /** A vertex: see `vertices`. Its own function for the typed array's sake. */
  #put(
    lip: number,
    row: number,
    col: number,
    x: number,
    y: number,
    out: number,
    into: number,
    side: number,
    across: number,
    interior: number,
  ): void {
    const at = ((lip * LIP_ROWS + row) * LIP_COLUMNS + col) * LIP_FLOATS;
    const v = this.vertices;
    v[at] = snap(x);
    v[at + 1] = snap(y);
    v[at + 2] = out;
    v[at + 3] = into;
    v[at + 4] = side;
    v[at + 5] = across;
    v[at + 6] = col / (LIP_COLUMNS - 1);
    v[at + 7] = interior;
  }
}
