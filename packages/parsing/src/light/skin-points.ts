import { luminance } from '@carmine/color';
import {
  BROWS,
  CANONICAL_POSITIONS,
  CANONICAL_TRIANGLES,
  EYE_RINGS,
  FACE_OVAL,
  LID_HALOS,
  LIP_RINGS,
  MESH_VERTEX_COUNT,
  MIRROR_VERTEX,
  SIDES,
  type VisibilityMap,
} from '@carmine/face';
import { seenAt } from '../visibility/seen-at.ts';
import type { CropView } from './crop-view.ts';
import { type Points, pointX, pointY } from './plans.ts';

const neighbours = (): Set<number>[] => {
  const out = Array.from({ length: MESH_VERTEX_COUNT }, () => new Set<number>());
  for (let t = 0; t < CANONICAL_TRIANGLES.length; t += 3)
    for (let k = 0; k < 3; k++) {
      const [a, b] = [CANONICAL_TRIANGLES[t + k]!, CANONICAL_TRIANGLES[t + ((k + 1) % 3)]!];
      out[a]!.add(b);
      out[b]!.add(a);
    }
  return out;
};
const NEIGHBOURS = neighbours();

/** Rims of the nostrils seen from the front, and the wings beside them: shadow. */
const NOSTRILS = [79, 239, 238, 20, 242, 141, 309, 459, 458, 250, 462, 370];

/** Mid-cheek vertices, flat and away from nose and shadow: the anchor of the light (as the head's and the renderer's: decision 0024). */
const CHEEK = [50, 205, 101, 118, 280, 425, 330, 347];
/** Plain skin below each eye, right then left: the light that falls on that eye. */
const BELOW_EYE = [118, 119, 101, 100, 50, 117];

/** Vertices of plain skin: forehead, nose, cheeks, chin; no lips, eyes, brows, nostrils or outline, where hair may be. */
export const SKIN_POINTS: Uint16Array = (() => {
  const not = new Set<number>([...Object.values(LIP_RINGS).flat(), ...NOSTRILS]);
  for (const s of SIDES) {
    for (const v of EYE_RINGS[s]) not.add(v);
    for (const h of LID_HALOS[s]) for (const v of [...h.upper, ...h.lower]) not.add(v);
    for (const v of [...BROWS[s].upper, ...BROWS[s].lower]) not.add(v);
  }
  for (const v of FACE_OVAL) for (const n of [v, ...NEIGHBOURS[v]!]) not.add(n);
  return Uint16Array.from({ length: MESH_VERTEX_COUNT }, (_, v) => v).filter((v) => !not.has(v));
})();

const places = (vertices: Iterable<number>): Uint16Array =>
  Uint16Array.from([...new Set(vertices)].map((v) => SKIN_POINTS.indexOf(v)).filter((i) => i >= 0));

/** Numbers into SKIN_POINTS: both cheeks, and below the right and the left eye. */
export const CHEEK_AT = places(CHEEK.flatMap((v) => [v, ...NEIGHBOURS[v]!]));
export const BELOW_EYE_AT = {
  right: places(BELOW_EYE.flatMap((v) => [v, ...NEIGHBOURS[v]!])),
  left: places(BELOW_EYE.map((v) => MIRROR_VERTEX[v]!).flatMap((v) => [v, ...NEIGHBOURS[v]!])),
} as const;

/** Unit normals of the canonical face, x the subject's left (picture's right), y up, z out of the face. */
const NORMALS: Float32Array = (() => {
  const sum = new Float32Array(MESH_VERTEX_COUNT * 3);
  const p = CANONICAL_POSITIONS;
  for (let t = 0; t < CANONICAL_TRIANGLES.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => CANONICAL_TRIANGLES[t + k]! * 3) as [number, number, number];
    const e = [0, 1, 2].map((k) => p[b + k]! - p[a + k]!) as [number, number, number];
    const f = [0, 1, 2].map((k) => p[c + k]! - p[a + k]!) as [number, number, number];
    const n = [e[1] * f[2] - e[2] * f[1], e[2] * f[0] - e[0] * f[2], e[0] * f[1] - e[1] * f[0]];
    for (const v of [a, b, c]) for (let k = 0; k < 3; k++) sum[v + k] = sum[v + k]! + n[k]!;
  }
  const out = new Float32Array(SKIN_POINTS.length * 3);
  SKIN_POINTS.forEach((v, i) => {
    const l = Math.hypot(sum[v * 3]!, sum[v * 3 + 1]!, sum[v * 3 + 2]!) || 1;
    for (let k = 0; k < 3; k++) out[i * 3 + k] = sum[v * 3 + k]! / l;
  });
  return out;
})();

/** Skin must look at the camera by this cosine to be read. */
const FACING_MIN = 0.25;
/** Below this a point is black in the picture: it tells nothing of the light. */
const BLACK = 2e-4;

/** The light on the plain skin of one face, point by point. Kept between frames: nothing is allocated. */
export class SkinReading {
  readonly count = SKIN_POINTS.length;
  /** count x 3, linear. */
  readonly rgb = new Float32Array(SKIN_POINTS.length * 3);
  /** Luminance; 0 where nothing is seen. */
  readonly luma = new Float32Array(SKIN_POINTS.length);
  /** Camera space: x picture's right, y up, z to the viewer. */
  readonly normals = new Float32Array(SKIN_POINTS.length * 3);
  /** Points that are seen, and the share of them with a clipped channel. */
  seen = 0;
  clipped = 0;

  read(
    view: CropView,
    points: Points,
    pose: ArrayLike<number>,
    visibility: VisibilityMap | null = null,
  ): void {
    this.seen = 0;
    this.clipped = 0;
    for (let i = 0; i < this.count; i++) {
      this.luma[i] = 0;
      const at = i * 3;
      for (let k = 0; k < 3; k++)
        this.normals[at + k] =
          pose[k]! * NORMALS[at]! + pose[4 + k]! * NORMALS[at + 1]! + pose[8 + k]! * NORMALS[at + 2]!;
      if (!(this.normals[at + 2]! > FACING_MIN)) continue;
      const v = SKIN_POINTS[i]!;
      const [x, y] = [pointX(points, v), pointY(points, v)];
      if (!seenAt(visibility, x, y) || !view.readAround(x, y)) continue;
      const luma = luminance(view.r, view.g, view.b);
      if (luma < BLACK) continue;
      this.rgb[at] = view.r;
      this.rgb[at + 1] = view.g;
      this.rgb[at + 2] = view.b;
      this.luma[i] = luma;
      this.seen++;
      if (view.clipped > 0) this.clipped++;
    }
    this.clipped /= Math.max(1, this.seen);
  }
}
