import { broadBlur } from '../pixels/blur.ts';
import { inverseSpd } from '../pixels/spd.ts';
import { vectorsAt } from './chromophores.ts';

/** Width of the skin that gloss is seen against, mm. */
const AROUND_MM = 14;
/** How far skin without gloss varies about that: pigment (OD), blood and light (ln), noise of the camera (ln); standard deviations of the drawn
 *  people and their lights (docs/decisions/0330). */
const VARIES = { pigment: 0.1, blood: 0.25, light: 0.1, noise: 0.02 } as const;

/** How the light of the surface is read from skin of one colour. */
interface GlossReader {
  /** Weights of the red, green and blue light beyond the skin around, as shares of it. */
  readonly row: readonly number[];
  /** What pigment, blood and shade pass for, share of white, standard deviation. */
  readonly error: number;
  /** Red light of that skin with its surface, share of white. */
  readonly red: number;
}

/** Row that tells the light of the surface from the three channels beyond those of the skin around, as shares of these, as a share of a white that is lit alike:
 *  generalised least squares (Aitken 1935), told in full and moved by pigment, blood and shade as little as can be. `own`: what the skin itself
 *  returns, linear RGB; `surface`: what its surface adds without gloss. */
export const glossReader = (lightness: number, own: readonly number[], surface: number): GlossReader => {
  const [melanin, blood] = vectorsAt(lightness);
  const unit = Math.hypot(...melanin);
  const whole = own.map((v) => v + surface);
  const diffuse = own.map((v, k) => v / whole[k]!);
  const ways = [
    melanin.map((v, k) => (VARIES.pigment * diffuse[k]! * v) / unit),
    blood.map((v, k) => VARIES.blood * diffuse[k]! * v),
    diffuse.map((v) => VARIES.light * v),
  ];
  const spread = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => ways.reduce((s, way) => s + way[i]! * way[j]!, i === j ? VARIES.noise ** 2 : 0)),
  );
  const inverse = inverseSpd(spread);
  const row = inverse.map((r) => r.reduce((s, v, k) => s + v / whole[k]!, 0));
  const gain = row.reduce((s, v, k) => s + v / whole[k]!, 0);
  return { row: row.map((v) => v / gain), error: 1 / Math.sqrt(gain), red: whole[0]! };
};

/** -ln of the red, green and blue light as it is. */
export type Darkness = readonly [Float32Array, Float32Array, Float32Array];

/** Gloss of each seen texel beyond that of the skin around it, as a share of a white surface lit as that skin is, as far as its red light is
 *  brighter too: paler pigment hardly gains red, a brighter side of the face gains red but keeps its colour. May be negative. Against the light
 *  around, so that a lamp from the other side tells the same (docs/decisions/0330). */
export const glossAbove = (
  darkness: Darkness,
  skin: { readonly seen: Uint8Array; readonly ok: Uint8Array },
  at: {
    readonly size: number;
    readonly perMm: number;
    readonly row: readonly number[];
    readonly red: number;
  },
): Float32Array => {
  const { seen, ok } = skin;
  const around = darkness.map((plane) =>
    broadBlur(plane, ok, { size: at.size, sigma: AROUND_MM * at.perMm }),
  );
  const out = new Float32Array(seen.length);
  for (let i = 0; i < out.length; i++) {
    if (!seen[i]) continue;
    // Light, not its logarithm: on deep skin a highlight is many times what the skin returns.
    const over = (k: 0 | 1 | 2): number => Math.exp(around[k]![i]! - darkness[k][i]!) - 1;
    const redder = at.red * over(0);
    // A clipped texel has lost its colour.
    const told = ok[i] ? at.row[0]! * over(0) + at.row[1]! * over(1) + at.row[2]! * over(2) : redder;
    out[i] = Math.min(told, redder);
  }
  return out;
};
