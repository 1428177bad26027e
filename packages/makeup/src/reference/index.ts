import { luminance } from '@carmine/color';
import type { FaceFrame } from '@carmine/face';
import { FaceGeometry, LIP_GRID, SKIN_GRID } from '../geometry/face-geometry.ts';
import { bakeLook, createLayerTable, type LayerTable } from '../look/layer-table.ts';
import { parseLook } from '../look/look.ts';
import { MIN_AMOUNT } from '../model/constants.ts';
import { lightScale } from '../model/light.ts';
import type { LightHint, Look, PixelImage, ProductKind } from '../types.ts';
import { type Bands, makeBands, sampleBand } from './bands.ts';
import { doubtOf, type MaskImage, rasterise } from './raster.ts';
import { gather, glossOf, measure, type Stats } from './stats.ts';
import {
  channel,
  clipping,
  hairGate,
  mouthGate,
  onset,
  type Surface,
  skinGate,
  smoothstep,
  specular,
} from './surface.ts';
import { createPixel, encode, wear } from './wear.ts';

export interface ReferenceResult {
  readonly image: PixelImage;
  /** Amount of each product worn, 0..255, one byte a pixel. */
  readonly masks: Readonly<Partial<Record<ProductKind, Uint8Array>>>;
}

/**
 * The make-up model on the CPU, pixel for pixel what the GPU renderer draws: the oracle of its tests and `--backend cpu`.
 * Pure, no DOM: Node, page or worker. `image` is not changed. Throws `look-invalid`.
 */
export const renderReference = (
  image: PixelImage,
  frame: FaceFrame | null,
  look: Look,
  options: { light?: LightHint } = {},
): ReferenceResult => {
  const table = bakeLook(parseLook(look), createLayerTable());
  const data = new Uint8ClampedArray(image.data);
  const pixels = image.width * image.height;
  const masks = { lipstick: new Uint8Array(pixels), foundation: new Uint8Array(pixels) };
  const surface: Surface = { image, scale: lightScale(options.light) };
  if (table.count > 0)
    for (const face of frame?.faces ?? []) {
      const geometry = new FaceGeometry();
      if (geometry.update(face, image.width, image.height)) wearFace(surface, geometry, table, data, masks);
    }
  return { image: { width: image.width, height: image.height, data }, masks };
};

interface FacePass {
  readonly surface: Surface;
  readonly geometry: FaceGeometry;
  readonly table: LayerTable;
  readonly mask: MaskImage;
  readonly stats: Stats;
  readonly skin: Bands | null;
  readonly lip: Bands | null;
}

const wearFace = (
  surface: Surface,
  geometry: FaceGeometry,
  table: LayerTable,
  data: Uint8ClampedArray,
  masks: { lipstick: Uint8Array; foundation: Uint8Array },
): void => {
  const mask = rasterise(geometry);
  const stats = measure(gather(surface, geometry), geometry, surface.scale);
  const bands = (region: 'skin' | 'lip', size: number) =>
    makeBands(surface, geometry, mask, stats, region, size);
  const skin = table.has.foundation ? bands('skin', SKIN_GRID) : null;
  const lip = table.has.lipstick ? bands('lip', LIP_GRID) : null;
  const pass: FacePass = { surface, geometry, table, mask, stats, skin, lip };
  const out = new Float64Array(3);
  for (let y = mask.roi.y0; y < mask.roi.y1; y++)
    for (let x = mask.roi.x0; x < mask.roi.x1; x++) {
      if (!readPixel(pass, x, y)) continue;
      const at = y * surface.image.width + x;
      if (table.has.lipstick) masks.lipstick[at] = Math.max(masks.lipstick[at]!, Math.round(pixel.lip * 255));
      if (table.has.foundation)
        masks.foundation[at] = Math.max(masks.foundation[at]!, Math.round(pixel.skin * 255));
      wear(pixel, table, stats, geometry, out);
      for (let k = 0; k < 3; k++) data[at * 4 + k] = encode(out[k]!, surface.scale[k]!);
    }
};

const pixel = createPixel();
const lipFine = new Float32Array(3);
const lipCoarse = new Float32Array(3);

/** Amounts, bands and specular split of a pixel into `pixel`; false where there is no product. */
const readPixel = (f: FacePass, x: number, y: number): boolean => {
  const { surface, mask, stats } = f;
  const m = ((y - mask.roi.y0) * mask.width + (x - mask.roi.x0)) * 4;
  const skinRaw = mask.data[m]! / 255;
  const lipRaw = mask.data[m + 1]! / 255;
  if (skinRaw === 0 && lipRaw === 0) return false;
  const at = (y * surface.image.width + x) * 4;
  const [r, g, b] = [channel(surface, at, 0), channel(surface, at, 1), channel(surface, at, 2)];
  const luma = luminance(r, g, b);
  pixel.c.set([r, g, b]);
  pixel.skin = f.skin
    ? onset(smoothstep(0, 1, skinRaw)) *
      (1 - lipRaw) *
      hairGate(luma, stats) *
      skinGate(r, g, b, doubtOf(mask.data, m), stats)
    : 0;
  pixel.lip = f.lip ? onset(lipRaw) * mouthGate(r, g, b, mask.data[m + 2]! / 255, stats) : 0;
  if (pixel.skin < MIN_AMOUNT && pixel.lip < MIN_AMOUNT) return false;
  pixel.lipShare = lipRaw;
  pixel.bulge = (mask.data[m + 3]! / 255) * 2 - 1;
  if (!readBands(f, x + 0.5, y + 0.5)) return false;
  pixel.s = specular(r, g, b, clipping(r, g, b, surface.scale), glossOf(stats, lipRaw));
  return true;
};

/** The two lowpasses at a point, mixed between the regions at the lip's edge. */
const readBands = (f: FacePass, x: number, y: number): boolean => {
  const { fine, coarse, lipShare } = pixel;
  const skin = f.skin !== null && lipShare < 1 && read(f.skin, x, y, fine, coarse);
  const lip = f.lip !== null && lipShare > 0 && read(f.lip, x, y, lipFine, lipCoarse);
  if (!lip) return skin;
  // Without skin bands there is no foundation to need them.
  const share = skin ? lipShare : 1;
  pixel.lipShare = share;
  for (let k = 0; k < 3; k++) {
    fine[k] = skin ? fine[k]! + (lipFine[k]! - fine[k]!) * share : lipFine[k]!;
    coarse[k] = skin ? coarse[k]! + (lipCoarse[k]! - coarse[k]!) * share : lipCoarse[k]!;
  }
  return true;
};

const read = (b: Bands, x: number, y: number, fine: Float32Array, coarse: Float32Array): boolean =>
  sampleBand(b.fine, b, x, y, fine) && sampleBand(b.coarse, b, x, y, coarse);
