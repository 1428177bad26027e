import { CHROMOPHORES } from '../tables/chromophores.ts';

type V3 = readonly [number, number, number];

/** Rows that turn OD = -ln(diffuse linear sRGB) into melanin and blood: m = mel . OD, h = hb . OD, s = shade . OD.
 *  m in OD along the unit melanin direction; h in ln(blood) (0.69 = twice the blood); s in ln(light). */
export interface Projection {
  readonly mel: V3;
  readonly hb: V3;
  readonly shade: V3;
}

const unit = (v: V3): V3 => {
  const n = Math.hypot(...v);
  return [v[0] / n, v[1] / n, v[2] / n];
};

const mix = (a: V3, b: V3, t: number): V3 => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** Two-chromophore projection at a diffuse L* (skin.md 6): OD = m u_mel + h v_hb + s (1,1,1), inverted. */
export const projectionAt = (lightness: number): Projection => {
  const [mel, hb] = vectorsAt(lightness);
  const one: V3 = [1, 1, 1];
  const u = unit(mel);
  const det = dot(u, cross(hb, one));
  const row = (v: V3): V3 => [v[0] / det, v[1] / det, v[2] / det];
  return { mel: row(cross(hb, one)), hb: row(cross(one, u)), shade: row(cross(u, hb)) };
};

/** Change of OD per unit of ln(melanin) and of ln(blood) at a diffuse L*, between the table's nodes. */
export const vectorsAt = (diffuseL: number): readonly [mel: V3, hb: V3] => {
  // Deeper than this, blue is almost nothing and its logarithm is noise.
  const lightness = Math.max(30, diffuseL);
  const last = CHROMOPHORES.length - 1;
  const k = Math.min(
    last,
    Math.max(
      1,
      CHROMOPHORES.findIndex((n) => n.l >= lightness),
    ),
  );
  const i = lightness > CHROMOPHORES[last]!.l ? last : k;
  const [a, b] = [CHROMOPHORES[i - 1]!, CHROMOPHORES[i]!];
  const t = Math.min(1, Math.max(0, (lightness - a.l) / (b.l - a.l)));
  return [mix(a.mel, b.mel, t), mix(a.hb, b.hb, t)];
};

/** How far an axis moves for each unit of light that the surface adds to skin of this reflectance: -ln(I + s) falls by s / I. The deeper the
 *  skin, the more a little of it passes for pale pigment. */
export const bySurface = (axis: V3, own: readonly number[]): number =>
  axis[0] / own[0]! + axis[1] / own[1]! + axis[2] / own[2]!;

export const dot = (a: V3, b: V3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a: V3, b: V3): V3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
