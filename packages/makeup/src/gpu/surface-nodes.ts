import {
  CAVITY_HI,
  CAVITY_LO,
  CLIP_HI,
  CLIP_LO,
  GLOSS_RISE,
  HAIR_HI,
  HAIR_LO,
  LASH_HI,
  LASH_LO,
  LUMA,
  ONSET,
  SIGMA_NOISE,
  SKIN_BRIGHT,
  SKIN_DARK_HI,
  SKIN_DARK_LO,
  SKIN_HUE_FLOOR,
  SKIN_HUE_GROWTH,
  SKIN_HUE_HI,
  SKIN_HUE_LO,
  SKIN_HUE_SPREAD,
  SKIN_HUE_TOLERANCE,
  SKIN_VARIATION,
  SPECULAR_FROM,
  SPECULAR_FULL,
  TOOTH_LUMA_HI,
  TOOTH_LUMA_LO,
  TOOTH_SAT_HI,
  TOOTH_SAT_LO,
} from '../model/constants.ts';
import {
  clamp,
  float,
  ivec2,
  log,
  max,
  min,
  mix,
  type Node,
  pow,
  smoothstep,
  sqrt,
  step,
  textureLoad,
  vec3,
} from './tsl.ts';

/** Shader twins of reference/surface.ts; same names, same order, same numbers. */

export const luminance = (c: Node): Node => c.dot(vec3(LUMA[0], LUMA[1], LUMA[2]));
export const maxOf = (c: Node): Node => max(c.x, max(c.y, c.z));
export const minOf = (c: Node): Node => min(c.x, min(c.y, c.z));

/** Exact piecewise sRGB, IEC 61966-2-1. Branch by `step` so that both sides stay finite. */
export const decode = (v: Node): Node =>
  mix(v.div(12.92), pow(v.add(0.055).div(1.055), vec3(2.4)), step(vec3(0.04045), v));

export const encode = (linear: Node): Node => {
  const v = clamp(linear, 0, 1);
  return mix(
    v.mul(12.92),
    pow(max(v, 1e-6), vec3(1 / 2.4))
      .mul(1.055)
      .sub(0.055),
    step(vec3(0.0031308), v),
  );
};

/** Twin of `edge` in model/smooth.ts. */
export const edge = (distance: Node, half: Node): Node => smoothstep(half.negate(), half, distance);

export const onset = (v: Node): Node =>
  v
    .mul(v)
    .mul(1 + ONSET)
    .div(v.add(ONSET));

/** Texel of `texture` at integer coordinates moved inside `size` (vec2). */
export const loadClamped = (texture: Node, at: Node, size: Node): Node =>
  textureLoad(texture, ivec2(clamp(at.floor(), 0, size.sub(1))));

export const split = (c: Node, ratio: Node): Node => {
  const top = maxOf(c);
  const noise = ratio.mul(sqrt(top).mul(2 * SIGMA_NOISE));
  const threshold = noise.add(ratio.mul(top).mul(SKIN_VARIATION));
  const raw = top.sub(ratio.mul(top.sub(minOf(c)))).toVar();
  const s = raw.mul(smoothstep(threshold.mul(0.5), threshold.mul(1.5).add(1e-6), raw));
  return min(max(s, 0), top.mul(0.9));
};

/** The specular split's numbers of a region, as nodes. */
export interface GlossNodes {
  readonly ratio: Node;
  readonly usual: Node;
  readonly top: Node;
  readonly floor: Node;
}

export const glossLimit = (y: Node, { usual, floor }: Pick<GlossNodes, 'usual' | 'floor'>): Node =>
  max(y.sub(usual.mul(GLOSS_RISE)), 0).add(floor);

export const specular = (c: Node, clip: Node, region: GlossNodes): Node => {
  const y = luminance(c);
  const lit = smoothstep(region.usual.mul(SPECULAR_FROM), region.usual.mul(SPECULAR_FULL), y);
  const s = min(split(c, region.ratio).mul(lit), glossLimit(y, region));
  return mix(s, max(y.sub(region.top), 0), clip);
};

export const clipping = (c: Node, scale: Node): Node =>
  smoothstep(float(CLIP_LO), float(CLIP_HI), maxOf(c.div(scale)));

export const hairGate = (y: Node, level: Node): Node => smoothstep(level.mul(HAIR_LO), level.mul(HAIR_HI), y);

export const lashGate = (y: Node, level: Node): Node => smoothstep(level.mul(LASH_LO), level.mul(LASH_HI), y);

/** What `skinGate` needs of the statistics; `hue` as `skinHue` of `Stats`. */
export interface SkinNodes {
  readonly skinMedian: Node;
  readonly skinP98: Node;
  readonly skinHue: Node;
}

export const skinGate = (c: Node, doubt: Node, skin: SkinNodes, level: Node): Node => {
  const y = luminance(c);
  const bright = max(skin.skinP98, skin.skinMedian.mul(1.5)).mul(SKIN_BRIGHT);
  const lit = smoothstep(level.mul(SKIN_DARK_LO), level.mul(SKIN_DARK_HI), y).mul(
    smoothstep(bright, bright.mul(1.5), y).oneMinus(),
  );
  const hue = skin.skinHue;
  const du = logRatio(c.x, c.y).sub(hue.x).div(hueTolerance(hue.x, hue.z));
  const dv = logRatio(c.y, c.z).sub(hue.y).div(hueTolerance(hue.y, hue.w));
  const distance = sqrt(du.mul(du).add(dv.mul(dv)));
  const own = smoothstep(float(SKIN_HUE_LO), float(SKIN_HUE_HI), distance).oneMinus();
  return doubt.mul(lit.mul(own).oneMinus()).oneMinus();
};

export const openEye = (coverage: Node, doubt: Node, gate: Node): Node =>
  coverage.mul(doubt.mul(gate).oneMinus());

export const logRatio = (a: Node, b: Node): Node => log(a.add(SKIN_HUE_FLOOR).div(b.add(SKIN_HUE_FLOOR)));

const hueTolerance = (mean: Node, meanSquare: Node): Node =>
  sqrt(max(meanSquare.sub(mean.mul(mean)), 0))
    .mul(SKIN_HUE_SPREAD)
    .add(max(mean, mean.negate()).mul(SKIN_HUE_GROWTH))
    .add(SKIN_HUE_TOLERANCE);

/** Twin of `doubtOf`; `m`: the mask's texel. */
export const doubtOf = (m: Node): Node => m.z.mul(step(m.y, float(0)));

export const mouthGate = (c: Node, interior: Node, lipMedian: Node, lipSaturation: Node): Node => {
  const y = luminance(c).div(lipMedian);
  const top = maxOf(c);
  const saturation = top.sub(minOf(c)).div(max(top, 1e-4));
  const cavity = float(1)
    .sub(smoothstep(float(CAVITY_LO), float(CAVITY_HI), y))
    .mul(min(interior.mul(2), 1));
  const tooth = max(interior.mul(2).sub(1), 0)
    .mul(smoothstep(float(TOOTH_LUMA_LO), float(TOOTH_LUMA_HI), y))
    .mul(
      float(1).sub(smoothstep(lipSaturation.mul(TOOTH_SAT_LO), lipSaturation.mul(TOOTH_SAT_HI), saturation)),
    );
  return float(1).sub(max(cavity, tooth));
};
