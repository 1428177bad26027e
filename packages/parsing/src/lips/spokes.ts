import { LIP_RINGS } from '@carmine/face';
import type { MouthView } from './mouth-view.ts';

/** Spokes of a ring: the 20 landmarks and the points half-way between them on the spline. Spoke 0 is the subject's right corner, 20 the left one;
 *  1..19 lie on the upper lip, 21..39 on the lower. */
export const SPOKES = 40;
export const CORNERS = [0, SPOKES / 2] as const;
const LIP = SPOKES / 2;
/** Near a corner spokes turn from the curve's normal to the mouth's axis: share of the normal by the distance to the corner, in spokes. */
const NORMAL_SHARE = [0, 0.5, 0.85];
/** Spokes to either side between which the curve's direction is taken. */
const CHORD = 2;

/** Both rings as spokes across their curves, in px of the cut-out. Nothing is allocated by `place`. */
export class Spokes {
  /** [ring: 0 outer, 1 inner] SPOKES x (x, y) on the landmarks' curve. */
  readonly origins = [new Float32Array(SPOKES * 2), new Float32Array(SPOKES * 2)] as const;
  /** [ring] SPOKES x (x, y), unit: outer spokes point away from the mouth, inner ones into its opening. */
  readonly directions = [new Float32Array(SPOKES * 2), new Float32Array(SPOKES * 2)] as const;

  place(landmarks: ArrayLike<number>, width: number, height: number, view: MouthView): void {
    const { toCrop: m } = view;
    [LIP_RINGS.outer, LIP_RINGS.inner].forEach((indices, ring) => {
      const at = this.origins[ring]!;
      indices.forEach((index, k) => {
        const [x, y] = [landmarks[index * 3]! * width, landmarks[index * 3 + 1]! * height];
        at[k * 4] = m[0] * x + m[1] * y + m[2];
        at[k * 4 + 1] = m[3] * x + m[4] * y + m[5];
      });
      fillBetween(at);
      this.#point(ring);
    });
  }

  #point(ring: number): void {
    const at = this.origins[ring]!;
    const to = this.directions[ring]!;
    const sign = ring === 0 ? 1 : -1;
    for (let k = 0; k < SPOKES; k++) {
      const upper = k > 0 && k < LIP;
      const [first, last] = upper || k === 0 ? [0, LIP] : [LIP, SPOKES];
      const a = Math.max(first, k - CHORD);
      const b = Math.min(last, k + CHORD) % SPOKES;
      const dx = at[b * 2]! - at[a * 2]!;
      const dy = at[b * 2 + 1]! - at[a * 2 + 1]!;
      const length = Math.hypot(dx, dy) || 1;
      const fromCorner = Math.min(k % LIP, LIP - (k % LIP));
      const share = NORMAL_SHARE[fromCorner] ?? 1;
      // Along the axis, away from the mouth's middle: the right corner lies to the left of the cut-out.
      const axis = Math.min(k, SPOKES - k) < LIP / 2 ? -1 : 1;
      const x = share * (dy / length) + (1 - share) * axis;
      const y = share * (-dx / length);
      const norm = Math.hypot(x, y) || 1;
      to[k * 2] = (sign * x) / norm;
      to[k * 2 + 1] = (sign * y) / norm;
    }
  }
}

/** Fills the odd points of a ring from its even ones: Catmull-Rom at one half, lip by lip, ends repeated as the renderer does. */
export const fillBetween = (ring: Float32Array): void => {
  for (let lip = 0; lip < 2; lip++)
    for (let k = 0; k < LIP; k += 2)
      for (let axis = 0; axis < 2; axis++) {
        const knot = (i: number): number =>
          ring[((lip * LIP + Math.min(LIP, Math.max(0, i))) % SPOKES) * 2 + axis]!;
        ring[(lip * LIP + k + 1) * 2 + axis] = (9 * (knot(k) + knot(k + 2)) - knot(k - 2) - knot(k + 4)) / 16;
      }
};
