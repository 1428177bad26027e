import { EYE_ARCS, SIDES } from '@carmine/face';
import { smoothstep } from '../model/smooth.ts';
import { PairNormals } from './polyline.ts';
import { snap } from './snap.ts';
import { refineArc, refinedLength } from './spline.ts';

/** Columns of an eye, from its outer to its inner corner: 9 landmarks refined. */
export const EYE_COLUMNS = refinedLength(9);
/** Rows: outside the upper margin, the margin, the middle, the lower margin, outside it. */
export const EYE_ROWS = 5;
export const EYE_VERTICES = SIDES.length * EYE_ROWS * EYE_COLUMNS;
/** Floats of a vertex in `vertices`. */
export const EYE_FLOATS = 4;

/** How far the strip goes past the lids' margins: mm, and px where those are more. */
const OUTSIDE_MM = 0.5;
const OUTSIDE_PX = 2;
/** Lids this near, mm, touch: no eye between them. */
const TOUCH_MM = [0.3, 1.2] as const;
/** Opening over the eye's width up to which lids may well be closed, whatever the tracker says (closed eyes are told as .11 to .16,
 *  laughing ones as .14 to .17, open ones as .2 to .3), and from which they are not. */
const NARROW = [0.17, 0.22] as const;

/** Triangle corners of both eyes. */
export const EYE_INDICES: Uint16Array = Uint16Array.from(
  Array.from({ length: SIDES.length * (EYE_ROWS - 1) * (EYE_COLUMNS - 1) }, (_, quad) => {
    const col = quad % (EYE_COLUMNS - 1);
    const row = Math.floor(quad / (EYE_COLUMNS - 1)) % (EYE_ROWS - 1);
    const eye = Math.floor(quad / (EYE_COLUMNS - 1) / (EYE_ROWS - 1));
    const a = (eye * EYE_ROWS + row) * EYE_COLUMNS + col;
    const b = a + EYE_COLUMNS;
    return [a, b, a + 1, a + 1, b, b + 1];
  }).flat(),
);

/** The open eyes as strips of distances to the lids' margins. One instance a face; nothing is allocated by `update`. */
export class EyeStrip {
  /** EYE_VERTICES x (x, y px; opening: mm to the margin, positive on the eyeball; narrow: how much what is told as eye may be a closed lid, 0..1). */
  readonly vertices = new Float32Array(EYE_VERTICES * EYE_FLOATS);
  readonly #upper = new Float32Array(EYE_COLUMNS * 2);
  readonly #lower = new Float32Array(EYE_COLUMNS * 2);
  readonly #normals = new PairNormals(EYE_COLUMNS);

  /** `px`: 478 x 2 landmarks in px; `ppmm` px a mm; `edge` half the width of an eye's edge, mm. */
  update(px: Float32Array, ppmm: number, edge: number): void {
    SIDES.forEach((side, eye) => {
      refineArc(px, EYE_ARCS[side].upper, this.#upper, 0);
      refineArc(px, EYE_ARCS[side].lower, this.#lower, 0);
      this.#eye(eye, ppmm, edge);
    });
  }

  #eye(eye: number, ppmm: number, edge: number): void {
    const [u, l] = [this.#upper, this.#lower];
    const last = (EYE_COLUMNS - 1) * 2;
    const mid = EYE_COLUMNS - 1;
    // Which way is out of the upper lid: away from the lower one, across the eye's axis.
    const ax = u[last]! - u[0]!;
    const ay = u[last + 1]! - u[1]!;
    const across = (u[mid]! - l[mid]!) * ay - (u[mid + 1]! - l[mid + 1]!) * ax;
    this.#normals.update(u, l, across < 0 ? -1 : 1);
    let widest = 0;
    for (let c = 0; c < EYE_COLUMNS; c++) widest = Math.max(widest, this.#gap(c));
    const width = Math.hypot(ax, ay) || 1;
    const narrow = 1 - smoothstep(NARROW[0], NARROW[1], widest / width);
    const outside = Math.max(OUTSIDE_MM, OUTSIDE_PX / ppmm, 2 * edge);
    for (let c = 0; c < EYE_COLUMNS; c++) {
      const gap = this.#gap(c) / ppmm;
      // Where lids touch, the margins' own edge must not show either.
      const shut = 2 * edge * (1 - smoothstep(TOUCH_MM[0], TOUCH_MM[1], gap));
      const reach = outside * this.#normals.stretch(c);
      this.#put(eye, 0, c, this.#x(u, 0, c, reach * ppmm), this.#y(u, 0, c, reach * ppmm), -reach, 0);
      this.#put(eye, 1, c, u[c * 2]!, u[c * 2 + 1]!, -shut, narrow);
      const [mx, my] = [(u[c * 2]! + l[c * 2]!) / 2, (u[c * 2 + 1]! + l[c * 2 + 1]!) / 2];
      this.#put(eye, 2, c, mx, my, gap / 2 - shut, narrow);
      this.#put(eye, 3, c, l[c * 2]!, l[c * 2 + 1]!, -shut, narrow);
      this.#put(eye, 4, c, this.#x(l, 1, c, reach * ppmm), this.#y(l, 1, c, reach * ppmm), -reach, 0);
    }
  }

  #x(curve: Float32Array, which: 0 | 1, c: number, by: number): number {
    return curve[c * 2]! + this.#normals.x(which, c) * by;
  }
  #y(curve: Float32Array, which: 0 | 1, c: number, by: number): number {
    return curve[c * 2 + 1]! + this.#normals.y(which, c) * by;
  }

  /** Distance of the lids at a column, px. */
  #gap(c: number): number {
    return Math.hypot(
      this.#upper[c * 2]! - this.#lower[c * 2]!,
      this.#upper[c * 2 + 1]! - this.#lower[c * 2 + 1]!,
    );
  }

  #put(eye: number, row: number, c: number, x: number, y: number, opening: number, narrow: number): void {
    const at = ((eye * EYE_ROWS + row) * EYE_COLUMNS + c) * EYE_FLOATS;
    this.vertices[at] = snap(x);
    this.vertices[at + 1] = snap(y);
    this.vertices[at + 2] = opening;
    this.vertices[at + 3] = narrow;
  }
}
