import { refineArc, refinedLength } from '../../geometry/spline.ts';

/** A smooth line through landmarks of a face, read anew every frame: points, and unit tangents, evenly by parameter. */
export class Arc {
  readonly count: number;
  /** x, y px. */
  readonly points: Float32Array;
  /** Length, px. */
  length = 0;
  readonly #landmarks: readonly number[];

  constructor(landmarks: readonly number[]) {
    this.#landmarks = landmarks;
    this.count = refinedLength(landmarks.length);
    this.points = new Float32Array(this.count * 2);
  }

  read(px: Float32Array): void {
    refineArc(px, this.#landmarks, this.points, 0);
    this.length = 0;
    for (let i = 1; i < this.count; i++) this.length += Math.hypot(this.#delta(i, 0), this.#delta(i, 1));
  }

  /** Coordinate `axis` (0 x, 1 y) at t, 0..1 along the line. */
  at(t: number, axis: 0 | 1): number {
    const at = Math.min(1, Math.max(0, t)) * (this.count - 1);
    const i = Math.min(this.count - 2, Math.floor(at));
    const from = this.points[i * 2 + axis]!;
    return from + (this.points[i * 2 + 2 + axis]! - from) * (at - i);
  }

  /** Unit direction at t, seen over a tenth of the line. */
  direction(t: number, axis: 0 | 1): number {
    const [a, b] = [Math.max(0, t - 0.05), Math.min(1, t + 0.05)];
    const dx = this.at(b, 0) - this.at(a, 0);
    const dy = this.at(b, 1) - this.at(a, 1);
    return (axis === 0 ? dx : dy) / (Math.hypot(dx, dy) || 1);
  }

  #delta(i: number, axis: 0 | 1): number {
    return this.points[i * 2 + axis]! - this.points[i * 2 - 2 + axis]!;
  }
}
