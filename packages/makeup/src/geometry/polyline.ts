/** Curves as points of x, y px, one after the other. */
export type Polyline = Float32Array;

/** Unit normal of a curve at point `i` of `count` into `out`: its direction turned by `sign` times a quarter, the picture's y pointing down. */
export const normalAt = (
  curve: Polyline,
  i: number,
  count: number,
  sign: number,
  out: [number, number],
): void => {
  const a = Math.max(0, i - 1) * 2;
  const b = Math.min(count - 1, i + 1) * 2;
  const x = curve[b]! - curve[a]!;
  const y = curve[b + 1]! - curve[a + 1]!;
  const length = Math.hypot(x, y) || 1;
  out[0] = (sign * y) / length;
  out[1] = (-sign * x) / length;
};

/** Distance of a point from the part of a curve within `reach` points of point `i`, px. */
export const distanceNear = (
  curve: Polyline,
  i: number,
  count: number,
  reach: number,
  x: number,
  y: number,
): number => {
  let least = Number.POSITIVE_INFINITY;
  const last = Math.min(count - 1, i + reach);
  for (let k = Math.max(0, i - reach); k < last; k++) {
    const [ax, ay] = [curve[k * 2]!, curve[k * 2 + 1]!];
    const dx = curve[k * 2 + 2]! - ax;
    const dy = curve[k * 2 + 3]! - ay;
    const length2 = dx * dx + dy * dy || 1;
    const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
    const [ox, oy] = [x - ax - dx * t, y - ay - dy * t];
    // Squares are compared: a root a segment is what a frame's geometry mostly cost.
    least = Math.min(least, ox * ox + oy * oy);
  }
  return Math.sqrt(least);
};

/** Normals of two curves that share their ends, `count` points each, and how far to go along them to be one away from the curve: at the
 *  ends both leave along the bisector. */
export class PairNormals {
  readonly #normals: readonly [Float32Array, Float32Array];
  readonly #stretch: Float32Array;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
    this.#normals = [new Float32Array(count * 2), new Float32Array(count * 2)];
    this.#stretch = new Float32Array(count).fill(1);
  }

  /** `sign` of the first curve as in `normalAt`; the second has the other. */
  update(first: Polyline, second: Polyline, sign: number): void {
    const n = this.#n;
    for (let i = 0; i < this.#count; i++) {
      normalAt(first, i, this.#count, sign, n);
      this.#normals[0].set(n, i * 2);
      normalAt(second, i, this.#count, -sign, n);
      this.#normals[1].set(n, i * 2);
    }
    this.#mitre(0);
    this.#mitre(this.#count - 1);
  }
  readonly #n: [number, number] = [0, 0];

  #mitre(i: number): void {
    const [a, b] = this.#normals;
    const [ax, ay] = [a[i * 2]!, a[i * 2 + 1]!];
    const x = ax + b[i * 2]!;
    const y = ay + b[i * 2 + 1]!;
    const length = Math.hypot(x, y) || 1;
    this.#stretch[i] = 1 / Math.max((x * ax + y * ay) / length, MITRE_LIMIT);
    for (const normals of this.#normals) {
      normals[i * 2] = x / length;
      normals[i * 2 + 1] = y / length;
    }
  }

  x(curve: 0 | 1, i: number): number {
    return this.#normals[curve][i * 2]!;
  }
  y(curve: 0 | 1, i: number): number {
    return this.#normals[curve][i * 2 + 1]!;
  }
  stretch(i: number): number {
    return this.#stretch[i]!;
  }
}

/** Cosine of the half turn at a corner past which its point is cut short. */
const MITRE_LIMIT = 0.5;
