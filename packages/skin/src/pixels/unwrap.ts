import {
  CANONICAL_UV,
  type FaceFrame,
  MESH_VERTEX_COUNT,
  OPEN_TRIANGLES,
  type TrackedFace,
} from '@carmine/face';
import { type PixelImage, type Reading, readLinear } from './image.ts';
import { select } from './statistics.ts';
import { fillTriangle, signedArea } from './triangle.ts';

/** The face laid flat in the canonical UV, `size` x `size`, rows top to bottom. Eyes and mouth are holes. */
export interface FaceMap {
  readonly size: number;
  /** size^2 x 3, linear RGB 0..1 as read (nothing corrected). */
  readonly rgb: Float32Array;
  /** 0 no skin here or turned away (over 60 degrees); 1 usable; 2 clipped or crushed. */
  readonly state: Uint8Array;
  /** Cosine between the surface and the view, 0..1. */
  readonly facing: Float32Array;
  /** px of the image behind one texel. */
  readonly area: Float32Array;
  /** Texels per mm on the face, from px per mm and the texels' mean area. */
  readonly perMm: number;
}

export const TEXEL_NONE = 0;
export const TEXEL_OK = 1;
export const TEXEL_CLIPPED = 2;

/** Surfaces turned further away than 60 degrees are not read (skin.md 5.2). */
const FACING_MIN = 0.5;

/** UV as texel coordinates with rows top to bottom (as the canonical v runs). */
export const uvTexels = (size: number): Float32Array => Float32Array.from(CANONICAL_UV, (v) => v * size);

/** x, y of the 468 mesh points, px of a picture of this size. */
export const meshPixels = (
  face: TrackedFace,
  picture: { readonly width: number; readonly height: number },
): Float32Array => {
  const xy = new Float32Array(MESH_VERTEX_COUNT * 2);
  for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
    xy[v * 2] = face.landmarks[v * 3]! * picture.width;
    xy[v * 2 + 1] = face.landmarks[v * 3 + 1]! * picture.height;
  }
  return xy;
};

/** Unit normals of the 468 mesh points in image space: x right, y down, z towards the viewer positive. */
export const meshNormals = (face: TrackedFace, frame: Pick<FaceFrame, 'width' | 'height'>): Float32Array => {
  const normals = new Float32Array(MESH_VERTEX_COUNT * 3);
  const at = (v: number): [number, number, number] => [
    face.landmarks[v * 3]! * frame.width,
    face.landmarks[v * 3 + 1]! * frame.height,
    -face.landmarks[v * 3 + 2]! * frame.width,
  ];
  for (let t = 0; t < OPEN_TRIANGLES.length; t += 3) {
    const corners = [OPEN_TRIANGLES[t]!, OPEN_TRIANGLES[t + 1]!, OPEN_TRIANGLES[t + 2]!] as const;
    const [p, q, r] = [at(corners[0]!), at(corners[1]!), at(corners[2]!)];
    const [ax, ay, az] = [q[0]! - p[0]!, q[1]! - p[1]!, q[2]! - p[2]!];
    const [bx, by, bz] = [r[0]! - p[0]!, r[1]! - p[1]!, r[2]! - p[2]!];
    const n = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
    for (const v of corners) for (let k = 0; k < 3; k++) normals[v * 3 + k]! += n[k]!;
  }
  return oriented(normals);
};

/** Unit length, and turned so that the face as a whole looks at the viewer (winding differs between sources). */
const oriented = (normals: Float32Array): Float32Array => {
  let sum = 0;
  for (let v = 0; v < MESH_VERTEX_COUNT; v++) sum += normals[v * 3 + 2]!;
  const sign = sum < 0 ? -1 : 1;
  for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
    const i = v * 3;
    const length = Math.hypot(normals[i]!, normals[i + 1]!, normals[i + 2]!) || 1;
    for (let k = 0; k < 3; k++) normals[i + k] = (sign * normals[i + k]!) / length;
  }
  return normals;
};

interface Job {
  readonly image: PixelImage;
  readonly uv: Float32Array;
  readonly xy: Float32Array;
  readonly normals: Float32Array;
  readonly map: FaceMap;
}

/** Warps the image into the canonical UV, triangle by triangle (UV texel -> barycentric -> image px, bilinear).
 *  `pxPerMm` is the image's scale on the face. */
export const unwrapFace = (
  image: PixelImage,
  face: TrackedFace,
  options: { readonly size: number; readonly pxPerMm: number },
): FaceMap => {
  const { size } = options;
  const map: FaceMap = {
    size,
    rgb: new Float32Array(size * size * 3),
    state: new Uint8Array(size * size),
    facing: new Float32Array(size * size),
    area: new Float32Array(size * size),
    perMm: 0,
  };
  const job: Job = {
    image,
    uv: uvTexels(size),
    xy: meshPixels(face, image),
    normals: meshNormals(face, image),
    map,
  };
  for (let t = 0; t < OPEN_TRIANGLES.length; t += 3)
    warpTriangle(job, OPEN_TRIANGLES[t]!, OPEN_TRIANGLES[t + 1]!, OPEN_TRIANGLES[t + 2]!);
  return { ...map, perMm: texelsPerMm(map, options.pxPerMm) };
};

/** Foreshortening divides the px behind a texel by `facing`; the median ratio over the face is the scale. */
const texelsPerMm = ({ state, area, facing }: FaceMap, pxPerMm: number): number => {
  const ratios = new Float64Array(Math.ceil(state.length / 7));
  let n = 0;
  for (let i = 0; i < state.length; i += 7)
    if (state[i] !== TEXEL_NONE && area[i]! > 0)
      ratios[n++] = Math.sqrt(area[i]! / Math.max(0.3, facing[i]!));
  return pxPerMm / (n ? select(ratios.subarray(0, n), n >> 1) : 1);
};

const reading: Reading = { r: 0, g: 0, b: 0, bad: false };

const warpTriangle = (job: Job, a: number, b: number, c: number): void => {
  const { uv, xy, normals, map, image } = job;
  const whole = signedArea(uv, a, b, c);
  if (Math.abs(whole) < 1e-9) return;
  const area = Math.abs(signedArea(xy, a, b, c) / whole);
  const [xa, xb, xc] = [xy[a * 2]!, xy[b * 2]!, xy[c * 2]!];
  const [ya, yb, yc] = [xy[a * 2 + 1]!, xy[b * 2 + 1]!, xy[c * 2 + 1]!];
  const [na, nb, nc] = [normals[a * 3 + 2]!, normals[b * 3 + 2]!, normals[c * 3 + 2]!];
  fillTriangle(uv, [a, b, c], { width: map.size, height: map.size }, (x, y, wa, wb, wc) => {
    const facing = wa * na + wb * nb + wc * nc;
    if (facing < FACING_MIN) return;
    if (!readLinear(image, wa * xa + wb * xb + wc * xc, wa * ya + wb * yb + wc * yc, reading)) return;
    const i = y * map.size + x;
    map.rgb[i * 3] = reading.r;
    map.rgb[i * 3 + 1] = reading.g;
    map.rgb[i * 3 + 2] = reading.b;
    map.state[i] = reading.bad ? TEXEL_CLIPPED : TEXEL_OK;
    map.facing[i] = facing;
    map.area[i] = area;
  });
};
