import { OPEN_TRIANGLES, type TrackedFace } from '@carmine/face';
import { fillTriangle, signedArea } from '../pixels/triangle.ts';
import { meshPixels, uvTexels } from '../pixels/unwrap.ts';
import type { SkinMap } from './skin-maps.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** 8-bit code of a value: 1 at `low`, 255 at `high`, linear between, held at the ends; 0 for NaN, where no skin was seen. */
export const toCode = (value: number, { low, high }: Pick<SkinMap, 'low' | 'high'>): number =>
  Number.isNaN(value) ? 0 : Math.round(1 + 254 * Math.min(1, Math.max(0, (value - low) / (high - low))));

/**
 * Brings a map back onto the picture it was read from: the inverse of `unwrapFace`, triangle by triangle (px ->
 * barycentric -> UV texel, bilinear among the texels seen). Where parts of the face overlap the nearest counts.
 * `face` is in 0..1 of the picture, `picture` its size in px (any scale of what was analysed).
 * Returns width x height codes (`toCode`), rows top to bottom; 0 where `values` has no skin (NaN) and off the face.
 */
export const toImage = (
  map: Pick<SkinMap, 'values' | 'low' | 'high'>,
  size: number,
  face: TrackedFace,
  picture: Size,
): Uint8Array => {
  const codes = new Uint8Array(picture.width * picture.height);
  const uv = uvTexels(size);
  const xy = meshPixels(face, picture);
  for (const [a, b, c] of visibleTriangles(face, xy, uv))
    fillTriangle(xy, [a, b, c], picture, (x, y, wa, wb, wc) => {
      const u = wa * uv[a * 2]! + wb * uv[b * 2]! + wc * uv[c * 2]!;
      const v = wa * uv[a * 2 + 1]! + wb * uv[b * 2 + 1]! + wc * uv[c * 2 + 1]!;
      codes[y * picture.width + x] = toCode(sample(map.values, size, u, v), map);
    });
  return codes;
};

type Triangle = readonly [number, number, number];

/** Triangles that show their outer side, farthest first: what is drawn later covers. */
const visibleTriangles = (face: TrackedFace, xy: Float32Array, uv: Float32Array): Triangle[] => {
  const z = (v: number): number => face.landmarks[v * 3 + 2]!;
  const found: { readonly corners: Triangle; readonly depth: number }[] = [];
  for (let t = 0; t < OPEN_TRIANGLES.length; t += 3) {
    const corners = [OPEN_TRIANGLES[t]!, OPEN_TRIANGLES[t + 1]!, OPEN_TRIANGLES[t + 2]!] as const;
    // Laid flat nothing is turned away: a triangle wound the other way in the picture is.
    if (signedArea(xy, ...corners) * signedArea(uv, ...corners) > 0)
      found.push({ corners, depth: z(corners[0]) + z(corners[1]) + z(corners[2]) });
  }
  return found.sort((p, q) => q.depth - p.depth).map(({ corners }) => corners);
};

/** Bilinear value at a UV texel position (centre of the first at .5, .5); NaN where under half of it was seen. */
const sample = (values: Float32Array, size: number, u: number, v: number): number => {
  const x = Math.min(Math.max(u - 0.5, 0), size - 1);
  const y = Math.min(Math.max(v - 0.5, 0), size - 1);
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [x1, y1] = [Math.min(x0 + 1, size - 1), Math.min(y0 + 1, size - 1)];
  const [fx, fy] = [x - x0, y - y0];
  let [sum, seen] = [0, 0];
  const add = (at: number, weight: number): void => {
    const value = values[at]!;
    if (Number.isNaN(value)) return;
    sum += weight * value;
    seen += weight;
  };
  add(y0 * size + x0, (1 - fx) * (1 - fy));
  add(y0 * size + x1, fx * (1 - fy));
  add(y1 * size + x0, (1 - fx) * fy);
  add(y1 * size + x1, fx * fy);
  return seen >= 0.5 ? sum / seen : Number.NaN;
};
