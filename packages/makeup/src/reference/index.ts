import type { FaceFrame } from '@carmine/face';
import { farFirst } from '../geometry/far-first.ts';
import { PRODUCT_KINDS } from '../layers/index.ts';
import { bakeLook, type FilmTable } from '../look/film-table.ts';
import { parseLook } from '../look/look.ts';
import type { LightHint, Look, PixelImage, ProductKind } from '../types.ts';
import { type FacePass, facePass, lookPass } from './face-pass.ts';
import { createPixel, readPixel } from './pixel.ts';
import { encode, wear } from './wear.ts';

export interface ReferenceResult {
  readonly image: PixelImage;
  /** Amount of each product worn, 0..255, one byte a pixel: the largest of its films'. */
  readonly masks: Readonly<Partial<Record<ProductKind, Uint8Array>>>;
}

export interface ReferenceOptions {
  readonly light?: LightHint;
}

/**
 * The make-up model on the CPU, pixel for pixel what the GPU renderer draws: the oracle of its tests and `--backend cpu`.
 * Pure, no DOM: Node, page or worker. `image` is not changed. Throws `look-invalid`.
 */
export const renderReference = (
  image: PixelImage,
  frame: FaceFrame | null,
  look: Look,
  options: ReferenceOptions = {},
): ReferenceResult => renderFilms(image, frame, bakeLook(parseLook(look)), options);

/** The same with films as they are. */
export const renderFilms = (
  image: PixelImage,
  frame: FaceFrame | null,
  table: FilmTable,
  options: ReferenceOptions = {},
): ReferenceResult => {
  const data = new Uint8ClampedArray(image.data);
  const masks: Partial<Record<ProductKind, Uint8Array>> = {};
  for (const product of table.products) masks[product] = new Uint8Array(image.width * image.height);
  const worn = lookPass(table);
  if (frame && table.count > 0)
    for (const [, face] of farFirst(frame)) {
      const input = { image, face, trackedScale: frame.width / image.width, hint: options.light };
      const pass = facePass(worn, input);
      if (pass) wearFace(pass, data, masks);
    }
  return { image: { width: image.width, height: image.height, data }, masks };
};

const pixel = createPixel();
const out = new Float64Array(3);

const wearFace = (
  pass: FacePass,
  data: Uint8ClampedArray,
  masks: Partial<Record<ProductKind, Uint8Array>>,
): void => {
  const { roi } = pass.mask;
  const { image, scale } = pass.surface;
  const filmMasks = pass.films.map((film) => masks[PRODUCT_KINDS[film.product]!]!);
  for (let y = roi.y0; y < roi.y1; y++)
    for (let x = roi.x0; x < roi.x1; x++) {
      if (!readPixel(pass, x, y, pixel)) continue;
      const at = y * image.width + x;
      filmMasks.forEach((mask, i) => {
        mask[at] = Math.max(mask[at]!, Math.round(pixel.amounts[i]! * 255));
      });
      wear(pixel, pass, out);
      for (let k = 0; k < 3; k++) data[at * 4 + k] = encode(out[k]!, scale[k]!);
    }
};
