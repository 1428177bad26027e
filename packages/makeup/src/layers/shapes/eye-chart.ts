import { BROWS, CANONICAL_POSITIONS, EYE_ARCS, LID_HALOS } from '@carmine/face';
import type { FacePoint } from '../face-shape.ts';

type Curve = readonly (readonly [x: number, y: number])[];

/** A row of the left eye's landmarks on the canonical face as y over x, from the nose outwards, cm. */
const curve = (vertices: readonly number[]): Curve =>
  vertices
    .map((v) => [CANONICAL_POSITIONS[v * 3]!, CANONICAL_POSITIONS[v * 3 + 1]!] as const)
    .sort((a, b) => a[0] - b[0]);

const LASHES = curve(EYE_ARCS.left.upper);
const LOWER = curve(EYE_ARCS.left.lower);
/** Rows above the lashes, each a step of `lids`: on faces the mesh's own millimetres stretch and shrink between them, so zones are told in rows. */
const ROWS: readonly Curve[] = [
  LASHES,
  curve(LID_HALOS.left[0].upper),
  curve(LID_HALOS.left[1].upper),
  curve(BROWS.left.lower),
];

/** Corners of the eye, cm from the midline. */
export const INNER_CORNER = LASHES[0]![0];
export const OUTER_CORNER = LASHES.at(-1)![0];
/** How the lower lid's line climbs past the outer corner: the line every wing and outer V is drawn along. */
const CLIMB = (() => {
  const [x0, y0] = LOWER.at(-4)!;
  const [x1, y1] = LOWER.at(-1)!;
  return (y1 - y0) / (x1 - x0);
})();
/** Least distance of two rows, cm: at the corners they meet. */
const LEAST_ROW = 0.2;

/** Height of a curve at x; past its outer end it climbs with the lower lid's line, towards the nose it runs level. */
const heightAt = (c: Curve, x: number): number => {
  const last = c.length - 1;
  if (x >= c[last]![0]) return c[last]![1] + CLIMB * (x - c[last]![0]);
  if (x <= c[0]![0]) return c[0]![1];
  let i = 1;
  while (c[i]![0] < x) i++;
  const [x0, y0] = c[i - 1]!;
  const [x1, y1] = c[i]!;
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
};

/** Where a point lies about the eye: what zones of shadow and concealer are told in. */
export interface EyePlace {
  /** 0 at the inner corner, 1 at the outer; goes on past both. */
  along: number;
  /** cm above the upper lash line; past the outer corner above the line on which the lower lid runs on. */
  above: number;
  /** The same in rows of the mesh: 0 on the lashes, 1 on the lid's second row, a little above the crease (most creases lie at .6 to .95, seen on
   *  photographs), 2 under the brow bone, 3 on the brow's lower edge. */
  lids: number;
  /** cm below the lower lash line. */
  below: number;
}

export const createEyePlace = (): EyePlace => ({ along: 0, above: 0, lids: 0, below: 0 });

const rowsAbove = (x: number, y: number, lash: number): number => {
  let floor = lash;
  let row = 0;
  for (;;) {
    const step = Math.max(LEAST_ROW, heightAt(ROWS[row + 1]!, x) - floor);
    if (y <= floor + step || row === ROWS.length - 2) return row + (y - floor) / step;
    floor += step;
    row++;
  }
};

/** Writes where `p` lies about the eye on its side of the face. */
export const placeByEye = (p: FacePoint, out: EyePlace): EyePlace => {
  const x = Math.abs(p.x);
  const lash = heightAt(LASHES, x);
  out.along = (x - INNER_CORNER) / (OUTER_CORNER - INNER_CORNER);
  out.above = p.y - lash;
  out.lids = rowsAbove(x, p.y, lash);
  out.below = heightAt(LOWER, x) - p.y;
  return out;
};
