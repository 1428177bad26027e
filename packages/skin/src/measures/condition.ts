import { type Lab, labToLinear } from '@carmine/color';
import { REGION_IDS, type RegionId } from '@carmine/face';
import { broadBlur, maskedBlur } from '../pixels/blur.ts';
import { median } from '../pixels/statistics.ts';
import { type FaceMap, TEXEL_CLIPPED, TEXEL_OK } from '../pixels/unwrap.ts';
import { CHEEKS, SKIN_REGIONS } from '../token-regions.ts';
import { dot, type Projection, projectionAt } from './chromophores.ts';
import { clutterOf } from './clutter.ts';
import { glossAbove, glossReader } from './gloss.ts';

/** The face map freed of light, exposure and gloss: what every measure reads. Arrays are size^2. */
export interface ConditionMap {
  readonly size: number;
  readonly perMm: number;
  /** px of the image per mm: what the picture truly resolves. */
  readonly pxPerMm: number;
  readonly labels: Uint8Array;
  /** 1 where skin was seen and nothing lies on it (clipped texels too: they are shine). */
  readonly seen: Uint8Array;
  /** 1 where colour was seen: seen and not clipped. */
  readonly ok: Uint8Array;
  /** Gloss as a share of a white surface, 0..1. */
  readonly gloss: Float32Array;
  /** Gloss beyond that of the skin around, as a share of white; may be negative. Only where seen. */
  readonly shine: Float32Array;
  /** What of `shine` pigment, blood and shade pass for, standard deviation. */
  readonly shineError: number;
  /** 1 where the skin's own colour was seen: ok, and no gloss near. */
  readonly matte: Uint8Array;
  /** Melanin OD, ln(blood), ln(shade): see `Projection`. Only where ok. */
  readonly mel: Float32Array;
  readonly hb: Float32Array;
  readonly shade: Float32Array;
  /** -ln of the red light as it is, gloss and all: what is dark whatever its colour. Red shows pigment and blood least. */
  readonly dark: Float32Array;
  /** -ln of the green light as it is: against `dark` it tells what is noise of the camera. */
  readonly green: Float32Array;
  /** 1 on lips whose colour was seen: there `mel`, `hb`, `shade`, `gloss` and `dark` are told too, `seen` and `ok` are 0. */
  readonly lip: Uint8Array;
  /** px of the picture behind each texel. */
  readonly area: Float32Array;
  /** Diffuse L* of this face, for tone-conditioned norms. */
  readonly lightness: number;
  /** What the skin itself returns, linear RGB 0..1. */
  readonly own: readonly number[];
  readonly projection: Projection;
  /** Noise of `hb` and `mel` per texel, standard deviation. */
  readonly noise: { readonly mel: number; readonly hb: number };
  /** The picture was packed so that fine texture may be lost (gates/detail.ts). */
  readonly packed: boolean;
}

/** What the surface of skin returns where the light is the cheeks', as reflectance; at most half of what dark skin returns. It grows with the
 *  square of the light: the lit side mirrors the lamp, the side in the shade hardly anything (measured on the head in six lights: .004 at
 *  .7 of the light, .010 at 1, .019 at 1.2; docs/decisions/0251). */
const SURFACE = 0.01;
/** Light over that on the cheeks beyond which it is a highlight's. */
const BRIGHTEST = 1.4;
const DARKEST = 0.004;
/** Gloss is taken off the skin's colour as far as it is more than paler pigment and blood pass for, smoothed by so many mm, as its noise would be
 *  taken for gloss. */
const SHEEN_MM = 1.2;
/** From this share of the skin's own green on, what is left there tells little of the colour, and nor does what lies beside: the edge of a sheen
 *  fades out over some mm, too faint to be told from paler skin (docs/decisions/0441). Standard deviation of the edge, mm, and share of gloss in it. */
const GLOSSY = 0.04;
const EDGE_MM = 2;
const EDGE = 0.08;
/** A texel this much darker than its surroundings is a hair, a rim or a nostril, not skin. */
const HAIR = 0.3;

/** Index + 1 in `labels` of a region. */
export const labelOf = (id: RegionId): number => REGION_IDS.indexOf(id) + 1;

/** 1 at the labels of some regions. */
const among = (regions: readonly RegionId[]): Uint8Array => {
  const out = new Uint8Array(256);
  for (const id of regions) out[labelOf(id)] = 1;
  return out;
};
const SKIN_LABELS = among(SKIN_REGIONS);
const CHEEK_LABELS = among(CHEEKS);
const LIPS = labelOf('lips');

/** Frees a map of light and gloss. `lab` is the diffuse colour of the skin: the cheeks' median is scaled to it, channel by
 *  channel, so that what is left is reflectance (skin.md 6: normalise, remove surface, project). Null: no cheek was seen. */
export const prepareCondition = (
  map: FaceMap,
  labels: Uint8Array,
  options: { readonly lab: Lab; readonly pxPerMm: number; readonly packed?: boolean },
): ConditionMap | null => {
  const target = labToLinear(options.lab).map((v) => Math.max(DARKEST, v));
  const surface = Math.min(SURFACE, 0.5 * target[1]!);
  const gain = cheekGains(
    map,
    labels,
    target.map((v) => v + surface),
  );
  if (!gain) return null;
  const n = map.size * map.size;
  const out = {
    seen: new Uint8Array(n),
    ok: new Uint8Array(n),
    gloss: new Float32Array(n),
    mel: new Float32Array(n),
    hb: new Float32Array(n),
    shade: new Float32Array(n),
    dark: new Float32Array(n),
    green: new Float32Array(n),
    lip: new Uint8Array(n),
  };
  const blue = new Float32Array(n);
  const projection = projectionAt(options.lab[0]);
  const light = localLight(map, labels, gain[1]! / (target[1]! + surface));
  const floorAt = (i: number): number => surface * Math.min(BRIGHTEST, light[i]!) ** 2;
  const skin: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const lips = labels[i] === LIPS;
    if (!(lips || SKIN_LABELS[labels[i]!]) || !map.state[i]) continue;
    if (!lips) out.seen[i] = 1;
    for (let k = 0; k < 3; k++) skin[k] = map.rgb[i * 3 + k]! * gain[k]! - floorAt(i);
    out.gloss[i] = map.state[i] === TEXEL_CLIPPED ? 1 : glossOf(skin, target);
    out.dark[i] = -Math.log(Math.max(DARKEST, map.rgb[i * 3]! * gain[0]!));
    out.green[i] = -Math.log(Math.max(DARKEST, map.rgb[i * 3 + 1]! * gain[1]!));
    blue[i] = -Math.log(Math.max(DARKEST, map.rgb[i * 3 + 2]! * gain[2]!));
    if (map.state[i] !== TEXEL_OK) continue;
    if (!lips && map.rgb[i * 3 + 1]! * gain[1]! < HAIR * light[i]! * target[1]!) continue;
    (lips ? out.lip : out.ok)[i] = 1;
  }
  const clutter = clutterOf(out.green, out.seen, { ...map, labels });
  for (let i = 0; i < n; i++) if (clutter[i]) out.seen[i] = out.ok[i] = 0;
  const reader = glossReader(options.lab[0], target, surface);
  const shine = glossAbove([out.dark, out.green, blue], out, { ...map, ...reader });
  const glossy = new Float32Array(n);
  const sheen = broadBlur(shine, out.ok, { size: map.size, sigma: SHEEN_MM * map.perMm });
  for (let i = 0; i < n; i++) {
    if (!(out.ok[i] || out.lip[i])) continue;
    const mirrored = out.ok[i] ? Math.max(0, sheen[i]! - reader.error) : 0;
    if (mirrored > GLOSSY * target[1]!) glossy[i] = 1;
    const off = floorAt(i) + mirrored * light[i]!;
    for (let k = 0; k < 3; k++) skin[k] = -Math.log(Math.max(DARKEST, map.rgb[i * 3 + k]! * gain[k]! - off));
    out.mel[i] = dot(projection.mel, skin);
    out.hb[i] = dot(projection.hb, skin);
    out.shade[i] = -dot(projection.shade, skin);
  }
  const base = {
    ...out,
    matte: awayFrom(glossy, out.ok, map),
    shine,
    shineError: reader.error,
    size: map.size,
    perMm: map.perMm,
    pxPerMm: options.pxPerMm,
    packed: options.packed ?? false,
    labels,
    area: map.area,
  };
  return { ...base, lightness: options.lab[0], own: target, projection, noise: noiseOf(base) };
};

/** The texels of `ok` that no gloss is near. */
const awayFrom = (
  glossy: Float32Array,
  ok: Uint8Array,
  { size, perMm }: { readonly size: number; readonly perMm: number },
): Uint8Array => {
  const near = broadBlur(glossy, ok, { size, sigma: EDGE_MM * perMm });
  const out = new Uint8Array(ok.length);
  for (let i = 0; i < out.length; i++) if (ok[i] && near[i]! <= EDGE) out[i] = 1;
  return out;
};

/** Light on each texel over that on the cheeks: green, blurred by 6 mm of skin, times `scale`. */
const localLight = (map: FaceMap, labels: Uint8Array, scale: number): Float32Array => {
  const green = new Float32Array(map.size * map.size);
  const mask = new Uint8Array(green.length);
  for (let i = 0; i < green.length; i++) {
    if (map.state[i] === 0 || !SKIN_LABELS[labels[i]!]) continue;
    green[i] = map.rgb[i * 3 + 1]!;
    mask[i] = 1;
  }
  const light = broadBlur(green, mask, { size: map.size, sigma: 6 * map.perMm });
  for (let i = 0; i < light.length; i++) light[i]! *= scale;
  return light;
};

/** Gain of each channel that brings the cheeks' median to `target` reflectance. */
const cheekGains = (map: FaceMap, labels: Uint8Array, target: readonly number[]): number[] | null => {
  const found = new Int32Array(labels.length);
  let n = 0;
  for (let i = 0; i < labels.length; i++)
    if (map.state[i] === TEXEL_OK && CHEEK_LABELS[labels[i]!]) found[n++] = i;
  if (n < 50) return null;
  const values = new Float64Array(n);
  return target.map((t, k) => {
    for (let j = 0; j < n; j++) values[j] = map.rgb[found[j]! * 3 + k]!;
    return t / Math.max(1e-4, median(values));
  });
};

/** Paler pigment looks like a little gloss too, the more light the skin returns: this share of its blue is not taken. */
const PALE = 0.075;

/** Gloss tint-free on top of skin (dichromatic model, Shafer 1985): from red and blue, I = k d + s (1,1,1). */
const glossOf = (rgb: readonly number[], skin: readonly number[]): number => {
  const spread = Math.max(0.01, skin[0]! - skin[2]!);
  const k = Math.max(0, rgb[0]! - rgb[2]!) / spread;
  const s = rgb[2]! - k * skin[2]!;
  return Math.min(1, Math.max(0, s - PALE * skin[2]!));
};

/** Texel noise of the two maps: robust SD of what a blur of half a millimetre takes away. */
const noiseOf = (m: {
  readonly size: number;
  readonly perMm: number;
  readonly ok: Uint8Array;
  readonly mel: Float32Array;
  readonly hb: Float32Array;
}): { mel: number; hb: number } => {
  const rough = (values: Float32Array): number => {
    const soft = maskedBlur(values, m.ok, { size: m.size, sigma: Math.max(1, m.perMm * 0.6) });
    const residual = new Float64Array(Math.ceil(values.length / 3));
    let n = 0;
    for (let i = 0; i < values.length; i += 3) if (m.ok[i]) residual[n++] = Math.abs(values[i]! - soft[i]!);
    return 1.4826 * median(residual.subarray(0, n));
  };
  return { mel: rough(m.mel), hb: rough(m.hb) };
};
