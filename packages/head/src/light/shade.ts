import type { LinearRgb } from '@carmine/color';
import { MATERIAL } from '../mesh/materials.ts';
import { template } from '../mesh/template.ts';
import type { SkinShine } from '../params.ts';
import { clearVisibility, createVisibility, rasterise, type VisibilityBuffer } from '../raster/visibility.ts';
import { type HeadLight, type KeyLight, rotateAmbient, shBasis } from './light.ts';
import { lift, litShare, shelter, type Transfer, viewFrom } from './transfer.ts';

/** Light on every vertex: radiance = albedo * diffuse + gloss * specular. */
export interface VertexLight {
  /** vertices x 3, irradiance / pi: what a white diffuser there would show. */
  readonly diffuse: Float32Array;
  /** vertices x 3, radiance of the surface reflection at gloss 1. */
  readonly specular: Float32Array;
}

/** What shading needs besides the shape. */
export interface ShadeInput {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly transfer: Transfer;
  readonly light: HeadLight;
  /** Row-major 3 x 3, head to camera space. */
  readonly rotation: ArrayLike<number>;
  /** Camera centre in head space, cm. */
  readonly eye: readonly [number, number, number];
  readonly shine: SkinShine;
  /** Colours what bounces inside folds. */
  readonly skin: LinearRgb;
}

/** The terminator is softened most in red, as light travels farthest in skin at long wavelengths. [D] */
const WRAP: LinearRgb = [0.24, 0.12, 0.08];
/** Reflectance of skin and lips at normal incidence (n = 1.4). */
const F0 = 0.028;

interface Lamp {
  readonly l: [number, number, number];
  readonly color: LinearRgb;
  readonly size: number;
}

const lampOf = (key: KeyLight, r: ArrayLike<number>): Lamp => {
  const n = Math.hypot(...key.direction);
  const [x, y, z] = key.direction.map((v) => v / n) as [number, number, number];
  return {
    l: [
      r[0]! * x + r[3]! * y + r[6]! * z,
      r[1]! * x + r[4]! * y + r[7]! * z,
      r[2]! * x + r[5]! * y + r[8]! * z,
    ],
    color: [0, 1, 2].map((c) => key.color[c]! * key.intensity) as unknown as LinearRgb,
    size: key.size,
  };
};

/** Shades vertices into buffers it owns. */
export class Shader {
  readonly result: VertexLight;
  readonly #view: Float32Array;
  readonly #maps = new Map<number, VisibilityBuffer>();
  readonly #lifted: Float32Array;
  readonly #shadow: Float32Array;
  readonly #parts: Float32Array;

  constructor() {
    const n = template().vertexCount;
    this.result = { diffuse: new Float32Array(n * 3), specular: new Float32Array(n * 3) };
    this.#view = new Float32Array(n * 3);
    this.#lifted = new Float32Array(n * 3);
    this.#shadow = new Float32Array(n);
    this.#parts = partShelter();
  }

  shade(input: ShadeInput): VertexLight {
    const ambient = rotateAmbient(input.light.ambient, input.rotation);
    const key = lampOf(input.light.key, input.rotation);
    const rim = input.light.rim && lampOf(input.light.rim, input.rotation);
    if (input.light.key.intensity > 0) this.#castShadows(input, key);
    const n = template().vertexCount;
    const lamps = { ambient, key, rim, shadow: 1 };
    for (let v = 0; v < n; v++) {
      lamps.shadow = this.#shadow[v]!;
      shadeVertex(input, v, lamps, this.result);
    }
    return this.result;
  }

  /** Fills #shadow: 1 lit .. 0 hidden from the key. */
  #castShadows(input: ShadeInput, key: Lamp): void {
    const t = template();
    const size = Math.round(320 - 200 * Math.min(1, Math.max(0, key.size)));
    const map = this.#maps.get(size) ?? createVisibility(size, size);
    this.#maps.set(size, map);
    clearVisibility(map);
    viewFrom(key.l, input.positions, size, this.#view);
    rasterise(map, this.#view, t.triangles.subarray(0, t.bodyTriangles * 3), 1);
    viewFrom(key.l, lift(input.positions, input.normals, this.#lifted), size, this.#view);
    for (let v = 0; v < t.bodyVertices; v++) this.#shadow[v] = litShare(map, this.#view, v, 0.25);
    smoothOver(this.#shadow, Math.round(2 + 4 * key.size));
    this.#shadow.set(this.#parts, t.bodyVertices);
  }
}

/** Averages values over mesh neighbours: the penumbra of a lamp with a size. */
const smoothOver = (values: Float32Array, rounds: number): void => {
  const { start, index } = neighbours();
  const n = start.length - 1;
  const next = new Float32Array(n);
  for (let r = 0; r < rounds; r++) {
    for (let v = 0; v < n; v++) {
      let sum = values[v]!;
      for (let k = start[v]!; k < start[v + 1]!; k++) sum += values[index[k]!]!;
      next[v] = sum / (start[v + 1]! - start[v]! + 1);
    }
    values.set(next);
  }
};

let cachedNeighbours: { start: Uint32Array; index: Uint32Array } | undefined;

/** Neighbours of each body vertex (those on the rim of a hole may repeat), in rows. */
const neighbours = (): { start: Uint32Array; index: Uint32Array } => {
  if (cachedNeighbours) return cachedNeighbours;
  const t = template();
  const start = new Uint32Array(t.bodyVertices + 1);
  const tri = t.triangles.subarray(0, t.bodyTriangles * 3);
  for (const v of tri) start[v + 1] = start[v + 1]! + 1;
  for (let v = 0; v < t.bodyVertices; v++) start[v + 1] = start[v + 1]! + start[v]!;
  const fill = start.slice();
  const index = new Uint32Array(tri.length);
  for (let i = 0; i < tri.length; i++) {
    const v = tri[i]!;
    index[fill[v]!] = tri[i - (i % 3) + ((i + 1) % 3)]!;
    fill[v] = fill[v]! + 1;
  }
  cachedNeighbours = { start, index };
  return cachedNeighbours;
};

const partShelter = (): Float32Array => {
  const t = template();
  const out = new Float32Array(t.vertexCount - t.bodyVertices);
  for (let i = t.bodyTriangles * 3; i < t.triangles.length; i++) {
    const v = t.triangles[i]!;
    const x = t.partPositions[(v - t.bodyVertices) * 3]!;
    out[v - t.bodyVertices] = shelter(t.materials[Math.floor(i / 3)]!, t.uv[v * 2]!, t.uv[v * 2 + 1]!, x);
  }
  return out;
};

let lipness: Float32Array | undefined;
const LIPNESS = (): Float32Array => {
  lipness ??= template().lipness;
  return lipness;
};

interface Lamps {
  readonly ambient: Float64Array;
  readonly key: Lamp;
  readonly rim: Lamp | null;
  readonly shadow: number;
}

const basis = new Float64Array(9);

/** Light on one vertex. Over 45 lines: one formula, kept together for speed. */
export const shadeVertex = (input: ShadeInput, v: number, lamps: Lamps, out: VertexLight): void => {
  const { positions, normals, transfer, shine, eye, skin } = input;
  const { ambient, key, rim, shadow } = lamps;
  const lip = LIPNESS()[v]!;
  const i = v * 3;
  const nx = normals[i]!;
  const ny = normals[i + 1]!;
  const nz = normals[i + 2]!;
  let ex = eye[0] - positions[i]!;
  let ey = eye[1] - positions[i + 1]!;
  let ez = eye[2] - positions[i + 2]!;
  const el = 1 / Math.sqrt(ex * ex + ey * ey + ez * ez);
  ex *= el;
  ey *= el;
  ez *= el;
  const facing = nx * ex + ny * ey + nz * ez;
  if (facing < -0.5) {
    // Seen from behind only. Cleared, so that no picture depends on the one before.
    out.diffuse.fill(0, i, i + 3);
    out.specular.fill(0, i, i + 3);
    return;
  }
  const nv = Math.max(0.02, facing);
  const open = Math.min(1, transfer.openness[v]!);
  const zone = shine.tZone * tZone(positions[i]!, positions[i + 1]!, positions[i + 2]!);
  const alpha = Math.max(0.06, shine.roughness * (1 - 0.32 * lip) * (1 - 0.3 * Math.min(1, zone)));
  const amount = shine.amount * (1 + 0.35 * lip + zone) * 0.85;
  const gloss = lobe(nx, ny, nz, ex, ey, ez, nv, key, alpha) * shadow * amount;
  const outer = rim ? rimShare(positions[i]!, positions[i + 1]!, positions[i + 2]!, rim) : 0;
  const back = rim
    ? lobe(nx, ny, nz, ex, ey, ez, nv, rim, Math.max(0.45, alpha)) * open * amount * 0.4 * outer
    : 0;
  shBasis(2 * nv * nx - ex, 2 * nv * ny - ey, 2 * nv * nz - ez, basis);
  const fresnel = (0.25 * F0 + (1 - F0) * (1 - nv) ** 5 * (1 - alpha) * 0.6) * amount * open * open;
  const nlKey = nx * key.l[0] + ny * key.l[1] + nz * key.l[2];
  const nlRim = rim ? nx * rim.l[0] + ny * rim.l[1] + nz * rim.l[2] : 0;
  for (let c = 0; c < 3; c++) {
    let sky = 0;
    let mirror = 0;
    for (let k = 0; k < 9; k++) {
      sky += transfer.coefficients[v * 9 + k]! * ambient[k * 3 + c]!;
      mirror += basis[k]! * ambient[k * 3 + c]!;
    }
    const w = WRAP[c]! + 0.12 * key.size;
    const direct = (Math.max(0, nlKey + w) / (1 + w)) * shadow * key.color[c]!;
    const edge = rim ? (Math.max(0, nlRim + 0.1) / 1.1) * open * outer * rim.color[c]! : 0;
    const level = Math.max(0, ambient[c]! * 0.282095) + 0.4 * key.color[c]!;
    const bounce = (1 - open) * 0.42 * skin[c]! * level;
    const tint = input.light.illuminant[c]!;
    out.diffuse[i + c] = tint * (Math.max(0, sky) + direct + edge + bounce);
    out.specular[i + c] =
      tint * (gloss * key.color[c]! + (rim ? back * rim.color[c]! : 0) + fresnel * Math.max(0, mirror));
  }
};

/** The rim lamp has no shadow map: it reaches only the side of the head that lies towards it. */
const rimShare = (x: number, y: number, z: number, { l }: Lamp): number =>
  Math.min(1, Math.max(0, (x * l[0] + (y - 1) * l[1] + (z + 3) * l[2]) / 5));

/** pi x GGX reflection of one lamp (Walter et al. 2007; Smith term after Karis 2013). */
const lobe = (
  nx: number,
  ny: number,
  nz: number,
  ex: number,
  ey: number,
  ez: number,
  nv: number,
  lamp: Lamp,
  alpha: number,
): number => {
  const { l, size } = lamp;
  const nl = nx * l[0] + ny * l[1] + nz * l[2];
  if (nl <= 0) return 0;
  let hx = l[0] + ex;
  let hy = l[1] + ey;
  let hz = l[2] + ez;
  const hl = 1 / (Math.sqrt(hx * hx + hy * hy + hz * hz) || 1);
  hx *= hl;
  hy *= hl;
  hz *= hl;
  const nh = nx * hx + ny * hy + nz * hz;
  const vh = ex * hx + ey * hy + ez * hz;
  const a2 = Math.min(1, alpha ** 2 + (0.3 * size) ** 2);
  const d = a2 / (nh * nh * (a2 - 1) + 1) ** 2;
  const k = Math.sqrt(a2) / 2;
  const g = 1 / ((nl * (1 - k) + k) * (nv * (1 - k) + k));
  return (d * g * (F0 + (1 - F0) * (1 - vh) ** 5) * nl) / 4;
};

/** Forehead, nose and chin, where skin is oilier; 0..1. */
const tZone = (x: number, y: number, z: number): number => {
  if (z < 3) return 0;
  const forehead = Math.exp(-((x / 3) ** 2) - ((y - 6.4) / 1.6) ** 2);
  const nose = Math.exp(-((x / 0.9) ** 2) - ((y + 0.2) / 2) ** 2) * Math.min(1, Math.max(0, z - 5));
  const chin = Math.exp(-((x / 1.3) ** 2) - ((y + 7.6) / 0.9) ** 2);
  return Math.min(1, forehead + nose + 0.6 * chin);
};

/** Materials whose light is the skin's. */
export const isSkinLike = (material: number): boolean =>
  material === MATERIAL.skin || material === MATERIAL.scalp || material === MATERIAL.ear;

/** Mean luminance of the diffuse light on both cheeks of the frontal head, unshadowed: what `exposure: 'auto'` divides by. */
export const cheekLevel = (input: Omit<ShadeInput, 'rotation' | 'eye'>): number => {
  const frontal: ShadeInput = { ...input, rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], eye: [0, 0, 70] };
  const ambient = rotateAmbient(input.light.ambient, frontal.rotation);
  const key = lampOf(input.light.key, frontal.rotation);
  const rim = input.light.rim && lampOf(input.light.rim, frontal.rotation);
  const out = { diffuse: new Float32Array(468 * 3), specular: new Float32Array(468 * 3) };
  let sum = 0;
  for (const v of CHEEKS) {
    shadeVertex(frontal, v, { ambient, key, rim, shadow: 1 }, out);
    const at = v * 3;
    sum += 0.2126 * out.diffuse[at]! + 0.7152 * out.diffuse[at + 1]! + 0.0722 * out.diffuse[at + 2]!;
  }
  return sum / CHEEKS.length;
};

/** Mid-cheek landmarks, right and left, flat skin away from nose and shadow. */
export const CHEEKS = [50, 205, 101, 118, 280, 425, 330, 347] as const;
