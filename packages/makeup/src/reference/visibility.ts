import { VISIBILITY_SIZE, type VisibilityMap } from '@carmine/face';
import { VISIBLE_COLOUR, VISIBLE_HI, VISIBLE_LO, VISIBLE_TEXELS } from '../model/constants.ts';
import { smoothstep } from '../model/smooth.ts';
import type { PixelImage } from '../types.ts';
import { openAbove } from './open-above.ts';
import { pixelAt } from './surface.ts';

/** A face's visibility map over the picture that is drawn. */
export interface Visibility {
  readonly data: Uint8Array;
  /** Map texel of a picture point: x = a X + b Y + c, y = d X + e Y + f. */
  readonly toMap: readonly [number, number, number, number, number, number];
  /** ... and back. */
  readonly toPicture: readonly [number, number, number, number, number, number];
}

interface MapPlace {
  readonly scale: number;
  readonly px: ArrayLike<number>;
  readonly data?: Uint8Array;
}

/** `scale`: px of the tracked image a px of the picture; `px`: landmarks in the picture, x, y each; `data`: where the map is written. null: everything is seen. */
export const visibilityOf = (
  map: VisibilityMap | null,
  { scale, px, data = new Uint8Array(VISIBILITY_SIZE ** 2) }: MapPlace,
): Visibility | null => {
  if (!map) return null;
  const [a, b, c, d, e, f] = map.toMap as unknown as [number, number, number, number, number, number];
  const m = [a * scale, b * scale, c, d * scale, e * scale, f] as const;
  const det = m[0] * m[4] - m[1] * m[3];
  if (!(Math.abs(det) > 1e-12)) return null;
  data.set(map.data);
  openAbove(data, m, px);
  const [ia, ib, id, ie] = [m[4] / det, -m[1] / det, -m[3] / det, m[0] / det];
  return {
    data,
    toMap: m,
    toPicture: [ia, ib, -(ia * m[2] + ib * m[5]), id, ie, -(id * m[2] + ie * m[5])],
  };
};

const limit = (v: number): number => Math.min(VISIBILITY_SIZE - 1, Math.max(0, v));
const texel = (v: Visibility, i: number, j: number): number =>
  v.data[limit(j) * VISIBILITY_SIZE + limit(i)]! / 255;

/** What the map says of a picture point, bilinear, 0..1. */
export const seenAt = (v: Visibility, x: number, y: number): number => {
  const [a, b, c, d, e, f] = v.toMap;
  const [tx, ty] = [a * x + b * y + c - 0.5, d * x + e * y + f - 0.5];
  const [i, j] = [Math.floor(tx), Math.floor(ty)];
  const [u, w] = [tx - i, ty - j];
  const top = texel(v, i, j) * (1 - u) + texel(v, i + 1, j) * u;
  const low = texel(v, i, j + 1) * (1 - u) + texel(v, i + 1, j + 1) * u;
  return top + (low - top) * w;
};

/** What light at a picture point counts in the lowpasses: squared, so that what is half hidden counts little, but enough beside a strand, where there is nothing else. */
export const lightAt = (v: Visibility | null, x: number, y: number): number => (v ? seenAt(v, x, y) ** 2 : 1);

/**
 * How much of a pixel is the face's own, 0..1: where the map changes, by the texels around whose colour in the picture is like the pixel's (joint
 * bilateral upsampling, Kopf 2007), so that the border follows the picture's and not the map's grid.
 */
export const visibleAt = (v: Visibility, image: PixelImage, x: number, y: number): number => {
  const plain = seenAt(v, x, y);
  return smoothstep(VISIBLE_LO, VISIBLE_HI, plain > 0.02 && plain < 0.98 ? guided(v, image, x, y) : plain);
};

const guided = (v: Visibility, image: PixelImage, x: number, y: number): number => {
  const [a, b, c, d, e, f] = v.toMap;
  const [tx, ty] = [a * x + b * y + c, d * x + e * y + f];
  const [i0, j0] = [Math.floor(tx), Math.floor(ty)];
  const own = pixelAt(image, x, y);
  const [pa, pb, pc, pd, pe, pf] = v.toPicture;
  let [sum, total] = [0, 0];
  for (let j = j0 - 1; j <= j0 + 1; j++)
    for (let i = i0 - 1; i <= i0 + 1; i++) {
      const [cx, cy] = [i + 0.5, j + 0.5];
      const at = pixelAt(image, pa * cx + pb * cy + pc, pd * cx + pe * cy + pf);
      const near = ((cx - tx) ** 2 + (cy - ty) ** 2) / VISIBLE_TEXELS ** 2;
      let like = 0;
      for (let k = 0; k < 3; k++) like += ((image.data[at + k]! - image.data[own + k]!) / 255) ** 2;
      const w = Math.exp(-0.5 * (near + like / VISIBLE_COLOUR ** 2)) + 1e-6;
      sum += w * texel(v, i, j);
      total += w;
    }
  return sum / total;
};
