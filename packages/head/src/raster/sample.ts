import type { LinearRgb } from '@carmine/color';
import { MATERIAL } from '../mesh/materials.ts';
import { sampleTexture, type Texture } from '../texture/atlas.ts';
import { EYE_SPAN } from '../texture/eye-paint.ts';
import type { Scene } from './scene.ts';

/** One shaded sample: albedo 0-2, diffuse light 3-5, surface reflection 6-8, uv 9-10. */
export type Sample = Float64Array;
export const SAMPLE_SIZE = 11;

const FLESH: LinearRgb = [0.33, 0.085, 0.08];
const TOOTH: LinearRgb = [0.66, 0.6, 0.5];
const texel = new Float64Array(4);
const weights = new Float64Array(3);

/** Shades triangle `t` (0-based) at (x, y) px into `out`. */
export const shadeSample = (scene: Scene, t: number, x: number, y: number, out: Sample): number => {
  const tpl = scene.template;
  const tri = tpl.triangles;
  const material = tpl.materials[t]!;
  const a = tri[t * 3]!;
  const b = tri[t * 3 + 1]!;
  const c = tri[t * 3 + 2]!;
  barycentric(scene.screen, a, b, c, x, y);
  const wa = weights[0]!;
  const wb = weights[1]!;
  const wc = weights[2]!;
  const { diffuse, specular } = scene.light;
  for (let k = 0; k < 3; k++) {
    out[3 + k] = wa * diffuse[a * 3 + k]! + wb * diffuse[b * 3 + k]! + wc * diffuse[c * 3 + k]!;
    out[6 + k] = wa * specular[a * 3 + k]! + wb * specular[b * 3 + k]! + wc * specular[c * 3 + k]!;
  }
  const uv = material === MATERIAL.scalp ? tpl.skullUv : tpl.uv;
  const u = wa * uv[a * 2]! + wb * uv[b * 2]! + wc * uv[c * 2]!;
  const v = wa * uv[a * 2 + 1]! + wb * uv[b * 2 + 1]! + wc * uv[c * 2 + 1]!;
  out[9] = u;
  out[10] = v;
  surface(scene, material, u, v, out);
  if (material === MATERIAL.eye) glint(scene, a, b, c, out);
  return material;
};

/** Perspective-correct weights of the three corners at (x, y). A point outside the triangle (a pixel centre that stands for its
 *  samples in `live`) takes the nearest weights inside: extrapolating over a sliver would give negative light. */
const barycentric = (s: Float32Array, a: number, b: number, c: number, x: number, y: number): void => {
  const ax = s[a * 3]!;
  const ay = s[a * 3 + 1]!;
  const bx = s[b * 3]! - ax;
  const by = s[b * 3 + 1]! - ay;
  const cx = s[c * 3]! - ax;
  const cy = s[c * 3 + 1]! - ay;
  const k = 1 / (bx * cy - by * cx);
  const px = x - ax;
  const py = y - ay;
  const wb = Math.max(0, (px * cy - py * cx) * k);
  const wc = Math.max(0, (bx * py - by * px) * k);
  const pa = Math.max(0, 1 - wb - wc) * s[a * 3 + 2]!;
  const pb = wb * s[b * 3 + 2]!;
  const pc = wc * s[c * 3 + 2]!;
  const sum = 1 / (pa + pb + pc);
  weights[0] = pa * sum;
  weights[1] = pb * sum;
  weights[2] = pc * sum;
};

/** Albedo and gloss of the material; gloss scales the reflection already in `out`. */
const surface = (scene: Scene, material: number, u: number, v: number, out: Sample): void => {
  const { paints } = scene;
  if (material === MATERIAL.skin || material === MATERIAL.lip) painted(paints.face, u, v, out);
  else if (material === MATERIAL.scalp) painted(paints.scalp, u, v, out);
  else if (material === MATERIAL.eye)
    painted(paints.eye, 0.5 + u / 2 / EYE_SPAN, 0.5 - v / 2 / EYE_SPAN, out);
  else if (material === MATERIAL.teeth) {
    const gap = 1 - 0.4 * Math.abs(2 * u - 1) ** 10;
    const edge = 1 - 0.12 * v * v;
    plain(TOOTH, gap * edge, 1.2, out);
  } else if (material === MATERIAL.mouth) plain(FLESH, 1, 0.5, out);
  else if (material === MATERIAL.waterline) plain(mixed(paints.skin, paints.lip, 0.45), 0.8, 1, out);
  else plain(paints.skin, 1, 0.6, out);
};

const mixed = (a: LinearRgb, b: LinearRgb, t: number): LinearRgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

const painted = (texture: Texture, u: number, v: number, out: Sample): void => {
  sampleTexture(texture, u, v, texel);
  out[0] = texel[0]!;
  out[1] = texel[1]!;
  out[2] = texel[2]!;
  scaleGloss(texel[3]!, out);
};

const plain = (albedo: LinearRgb, level: number, gloss: number, out: Sample): void => {
  out[0] = albedo[0] * level;
  out[1] = albedo[1] * level;
  out[2] = albedo[2] * level;
  scaleGloss(gloss, out);
};

const scaleGloss = (gloss: number, out: Sample): void => {
  out[6] = out[6]! * gloss;
  out[7] = out[7]! * gloss;
  out[8] = out[8]! * gloss;
};

/** The key's soft box mirrored in the cornea: a rounded window, so that the eye looks alive. */
const glint = (scene: Scene, a: number, b: number, c: number, out: Sample): void => {
  const { normals, positions } = scene.shape;
  const n = [0, 1, 2].map(
    (k) =>
      weights[0]! * normals[a * 3 + k]! +
      weights[1]! * normals[b * 3 + k]! +
      weights[2]! * normals[c * 3 + k]!,
  ) as [number, number, number];
  const e = [0, 1, 2].map((k) => scene.eye[k]! - positions[a * 3 + k]!) as [number, number, number];
  const [nl, el] = [Math.hypot(...n), Math.hypot(...e)];
  const ne = (n[0] * e[0] + n[1] * e[1] + n[2] * e[2]) / nl / el;
  const r = [0, 1, 2].map((k) => (2 * ne * n[k]!) / nl - e[k]! / el) as [number, number, number];
  const m = scene.rotation;
  const world = [0, 1, 2].map((k) => m[k * 3]! * r[0] + m[k * 3 + 1]! * r[1] + m[k * 3 + 2]! * r[2]) as [
    number,
    number,
    number,
  ];
  const { key, illuminant } = scene.params.light;
  const d = key.direction;
  const dl = Math.hypot(...d);
  const facing = (world[0] * d[0] + world[1] * d[1] + world[2] * d[2]) / dl;
  if (facing <= 0.3 || Math.hypot(out[9]!, out[10]!) > 1.2) return; // the flat sclera shows no window
  const side = (world[0] * d[2] - world[2] * d[0]) / (Math.hypot(d[0], d[2]) || 1) / facing;
  const rise = (world[1] - (facing * d[1]) / dl) / facing;
  const half = 0.07 + 0.09 * key.size;
  const inside = soft(half - Math.hypot(side, rise * 0.85));
  for (let k = 0; k < 3; k++)
    out[6 + k] = out[6 + k]! * 0.5 + inside * 1.1 * key.intensity * key.color[k]! * illuminant[k]!;
};

const soft = (v: number): number => Math.min(1, Math.max(0, v / 0.07 + 0.5));
