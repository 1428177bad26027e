import type { SkinReading } from './skin-points.ts';

/** Where the light on a face comes from. */
export interface Shading {
  /** Unit, towards the light: x picture's right, y up, z to the viewer. */
  x: number;
  y: number;
  z: number;
  /** Length of the mean of the directions that fit, 0 anything .. 1 one. */
  sure: number;
  /** Share of the light that comes from everywhere. */
  ambient: number;
  /** Share of the skin's variation in light that the fit explains. */
  explained: number;
}

/** Directions tried; those far behind the face light nothing of it. */
const TRIED = 128;
const BEHIND = -0.75;
/** Light reaches a little past the terminator: through the skin, and lamps have a size. */
const WRAP = 0.2;
/** Points of one face do not err alone: so many of them are worth one. */
const ALIKE = 10;
/** Albedo and shape vary by this much of the light at least. */
const VARIATION = 0.05;
/** Residuals past this many median deviations are hair, beard, shine, cast shadow. */
const OUTLIER = 2.5;
const ROUNDS = 4;

const DIRECTIONS: Float32Array = (() => {
  const out: number[] = [];
  for (let i = 0; i < TRIED; i++) {
    const z = 1 - (2 * (i + 0.5)) / TRIED;
    const s = Math.sqrt(1 - z * z);
    const a = i * Math.PI * (3 - Math.sqrt(5));
    if (z > BEHIND) out.push(Math.cos(a) * s, Math.sin(a) * s, z);
  }
  return Float32Array.from(out);
})();

/**
 * Fits `ambient + lamp x cosine` to the light on the skin: a first-order field, robustly, gives each point its weight; then all directions are
 * tried with the clamped cosine, which tells a lamp at the side from a weak one in front. Luminance only.
 */
export class ShadingFit {
  readonly #weights: Float32Array;
  readonly #errors: Float32Array;
  readonly #moments = new Float64Array(20);
  readonly #cost = new Float64Array(DIRECTIONS.length / 3);
  readonly #share = new Float64Array(DIRECTIONS.length / 3);

  readonly #packed: Float64Array;
  #end = 0;
  readonly #sums = new Float64Array(3);

  constructor(points: number) {
    this.#packed = new Float64Array(points * 5);
    this.#weights = new Float32Array(points);
    this.#errors = new Float32Array(points);
  }

  /** `level`: the skin's usual luminance, by which the light is counted. */
  fit(skin: SkinReading, level: number, out: Shading): void {
    out.x = out.y = out.sure = out.explained = 0;
    out.z = out.ambient = 1;
    if (!(level > 0) || skin.seen < 30) return;
    const total = this.#weigh(skin, level);
    if (total > 0) this.#search(skin, level, total, out);
  }

  /** Weights of the points from a robust first-order field; returns their variation around one value. */
  #weigh(skin: SkinReading, level: number): number {
    const w = this.#weights;
    for (let i = 0; i < skin.count; i++) w[i] = skin.luma[i]! > 0 ? 1 : 0;
    for (let round = 0; round < ROUNDS; round++) {
      const f = this.#field(skin, level);
      if (!f) return 0;
      let [sum, n] = [0, 0];
      for (let i = 0; i < skin.count; i++) {
        if (skin.luma[i] === 0) continue;
        const at = i * 3;
        const fitted =
          f[0]! + f[1]! * skin.normals[at]! + f[2]! * skin.normals[at + 1]! + f[3]! * skin.normals[at + 2]!;
        this.#errors[i] = skin.luma[i]! / level - fitted;
        sum += Math.min(Math.abs(this.#errors[i]!), 1);
        n++;
      }
      const reach = OUTLIER * Math.max((1.2 * sum) / n, VARIATION);
      for (let i = 0; i < skin.count; i++) {
        if (skin.luma[i] === 0) continue;
        const e = this.#errors[i]! / reach;
        w[i] = Math.abs(e) < 1 ? (1 - e * e) ** 2 : 0;
      }
    }
    let [sw, sy, syy] = [1e-9, 0, 0];
    for (let i = 0; i < skin.count; i++) {
      const y = skin.luma[i]! / level;
      sw += w[i]!;
      sy += w[i]! * y;
      syy += w[i]! * y * y;
    }
    return syy / sw - (sy / sw) ** 2 + 1e-6;
  }

  /** Ridge least squares of luminance over (1, n). */
  #field(skin: SkinReading, level: number): Float64Array | null {
    const m = this.#moments.fill(0);
    for (let i = 0; i < skin.count; i++) {
      const w = this.#weights[i]!;
      if (w === 0) continue;
      const [a, b, c] = [skin.normals[i * 3]!, skin.normals[i * 3 + 1]!, skin.normals[i * 3 + 2]!];
      const y = skin.luma[i]! / level;
      for (let r = 0; r < 4; r++) {
        const p = w * (r === 0 ? 1 : r === 1 ? a : r === 2 ? b : c);
        m[r * 5] = m[r * 5]! + p;
        m[r * 5 + 1] = m[r * 5 + 1]! + p * a;
        m[r * 5 + 2] = m[r * 5 + 2]! + p * b;
        m[r * 5 + 3] = m[r * 5 + 3]! + p * c;
        m[r * 5 + 4] = m[r * 5 + 4]! + p * y;
      }
    }
    if (m[0]! < 8) return null;
    for (let r = 1; r < 4; r++) m[r * 6] = m[r * 6]! + 0.01 * m[0]!;
    return solve4(m) ? this.#moments : null;
  }

  #search(skin: SkinReading, level: number, total: number, out: Shading): void {
    this.#pack(skin, level);
    let best = Infinity;
    const count = this.#cost.length;
    for (let d = 0; d < count; d++) {
      const cost = this.#try(d);
      this.#cost[d] = cost;
      best = Math.min(best, cost);
    }
    const scale = this.#sums[0]! / ALIKE / (2 * (best + VARIATION ** 2));
    let [x, y, z, ambient, sum] = [0, 0, 0, 0, 0];
    for (let d = 0; d < count; d++) {
      const w = Math.exp(-(this.#cost[d]! - best) * scale);
      sum += w;
      x += w * DIRECTIONS[d * 3]!;
      y += w * DIRECTIONS[d * 3 + 1]!;
      z += w * DIRECTIONS[d * 3 + 2]!;
      ambient += w * this.#share[d]!;
    }
    const length = Math.hypot(x, y, z);
    out.ambient = ambient / sum;
    out.explained = Math.max(0, 1 - best / total);
    if (length < 1e-6) return;
    out.x = x / length;
    out.y = y / length;
    out.z = z / length;
    out.sure = length / sum;
  }

  /** The points that count, one after the other: (n, w, w y); and the sums that no direction changes. */
  #pack(skin: SkinReading, level: number): void {
    const p = this.#packed;
    let [at, sw, sy, syy] = [0, 0, 0, 0];
    for (let i = 0; i < skin.count; i++) {
      const w = this.#weights[i]!;
      if (w === 0) continue;
      const y = skin.luma[i]! / level;
      p[at] = skin.normals[i * 3]!;
      p[at + 1] = skin.normals[i * 3 + 1]!;
      p[at + 2] = skin.normals[i * 3 + 2]!;
      p[at + 3] = w;
      p[at + 4] = w * y;
      at += 5;
      sw += w;
      sy += w * y;
      syy += w * y * y;
    }
    this.#end = at;
    this.#sums.set([sw, sy, syy]);
  }

  /** Mean squared error of the best ambient and lamp (neither negative) for a direction; the ambient share goes to #share. */
  #try(d: number): number {
    const lx = DIRECTIONS[d * 3]!;
    const ly = DIRECTIONS[d * 3 + 1]!;
    const lz = DIRECTIONS[d * 3 + 2]!;
    const p = this.#packed;
    const end = this.#end;
    const sw = this.#sums[0]!;
    const sy = this.#sums[1]!;
    const syy = this.#sums[2]!;
    let sc = 0;
    let scc = 0;
    let syc = 0;
    for (let i = 0; i < end; i += 5) {
      const cos = p[i]! * lx + p[i + 1]! * ly + p[i + 2]! * lz + WRAP;
      if (cos <= 0) continue;
      const wc = p[i + 3]! * cos;
      sc += wc;
      scc += wc * cos;
      syc += p[i + 4]! * cos;
    }
    sc /= 1 + WRAP;
    scc /= (1 + WRAP) ** 2;
    syc /= 1 + WRAP;
    const det = sw * scc - sc * sc;
    let lamp = det > 1e-9 ? Math.max(0, (sw * syc - sc * sy) / det) : 0;
    let ambient = (sy - lamp * sc) / sw;
    if (ambient < 0) {
      ambient = 0;
      lamp = syc / Math.max(scc, 1e-9);
    }
    this.#share[d] = ambient / Math.max(ambient + lamp, 1e-6);
    const fitted =
      2 * (ambient * sy + lamp * syc) - ambient * ambient * sw - 2 * ambient * lamp * sc - lamp * lamp * scc;
    return Math.max(0, (syy - fitted) / sw);
  }
}

/** Gauss elimination of four rows of five; the solution goes to the first four places. False where it is singular. */
const solve4 = (m: Float64Array): boolean => {
  for (let p = 0; p < 4; p++) {
    const pivot = m[p * 6]!;
    if (!(Math.abs(pivot) > 1e-9)) return false;
    for (let r = 0; r < 4; r++) {
      if (r === p) continue;
      const f = m[r * 5 + p]! / pivot;
      for (let c = p; c < 5; c++) m[r * 5 + c] = m[r * 5 + c]! - f * m[p * 5 + c]!;
    }
  }
  const s = [m[4]! / m[0]!, m[9]! / m[6]!, m[14]! / m[12]!, m[19]! / m[18]!];
  m.set(s);
  return true;
};
