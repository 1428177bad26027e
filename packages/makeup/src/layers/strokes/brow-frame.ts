import { BROWS, type Side } from '@carmine/face';
import type { StrokeFace } from '../stroke.ts';
import { Arc } from './arc.ts';

/** Length of the brow's rows on the canonical face, mm. */
const BROW_LENGTH_MM = 48;

/** One brow of a face in the picture: a band between two rows of landmarks, from the nose outwards. */
export class BrowFrame {
  readonly upper: Arc;
  readonly lower: Arc;
  /** px a mm, across the brow and along it. */
  perMm = 1;
  perMmOut = 1;
  readonly side: number;
  readonly #landmarks: readonly number[];
  readonly #facing = new Float32Array(5);

  constructor(side: Side) {
    this.#landmarks = [...BROWS[side].lower].reverse();
    this.upper = new Arc([...BROWS[side].upper].reverse());
    this.lower = new Arc(this.#landmarks);
    this.side = side === 'left' ? 1 : -1;
  }

  read({ px, facing, pixelsPerMm }: StrokeFace): void {
    this.upper.read(px);
    this.lower.read(px);
    this.perMm = pixelsPerMm;
    this.perMmOut = Math.min(
      1.15 * pixelsPerMm,
      (this.upper.length + this.lower.length) / 2 / BROW_LENGTH_MM,
    );
    for (let i = 0; i < 5; i++) this.#facing[i] = facing[this.#landmarks[i]!]!;
  }

  /** A point at t along the brow (0 its front), v across it: 0 on the upper row, 1 on the lower one; axis 0 x, 1 y. */
  at(t: number, v: number, axis: 0 | 1): number {
    const top = this.upper.at(t, axis);
    return top + (this.lower.at(t, axis) - top) * v;
  }

  /** Unit direction of the brow at t, outwards. */
  direction(t: number, axis: 0 | 1): number {
    const x = this.upper.direction(t, 0) + this.lower.direction(t, 0);
    const y = this.upper.direction(t, 1) + this.lower.direction(t, 1);
    return (axis === 0 ? x : y) / (Math.hypot(x, y) || 1);
  }

  facing(t: number): number {
    const at = Math.min(1, Math.max(0, t)) * 4;
    const i = Math.min(3, Math.floor(at));
    return this.#facing[i]! + (this.#facing[i + 1]! - this.#facing[i]!) * (at - i);
  }
}
