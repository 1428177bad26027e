import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from '@carmine/cli';
import { filmOver, type LinearRgb, type productFilm, type Triple } from '@carmine/color';
import { type HeadInput, type HeadRender, renderHead } from '@carmine/head';
import type { Rgba } from '../measure/color.ts';

/** A synthetic head as a file, with its exact truth. */
export interface HeadFile {
  readonly path: string;
  readonly head: HeadRender;
}

/** Renders a head and writes it as PNG below the system's temporary folder. */
export const headFile = (name: string, input: HeadInput): HeadFile => {
  const head = renderHead({ width: 800, height: 800, quality: 'still', ...input });
  const { width, height, data } = head.image;
  const path = join(tmpdir(), `carmine-${process.pid}-${name}.png`);
  writeFileSync(path, encodePng({ width, height, channels: 4, data: new Uint8Array(data) }));
  return { path, head };
};

/** The head's picture as bytes. */
export const headSource = ({ image }: HeadRender): Rgba => ({ ...image, data: new Uint8Array(image.data) });

/** The landmarks, px. */
export const facePoints = ({ landmarks, image }: HeadRender): [number, number][] =>
  Array.from({ length: 468 }, (_, i) => [
    landmarks[i * 3]! * image.width,
    landmarks[i * 3 + 1]! * image.height,
  ]);

/** Half side of the patch of cheek that is compared, share of the picture. */
const PATCH = 0.0175;

/** Pixels of both cheeks that are skin all over and carry the full amount of a product. */
export const cheekPixels = ({ regions, masks }: HeadRender, width: number, mask: Uint8Array): number[] => {
  const pixels: number[] = [];
  const half = Math.round(PATCH * width);
  for (const sample of [regions.leftCheek, regions.rightCheek]) {
    if (!sample) continue;
    for (let dy = -half; dy <= half; dy++)
      for (let dx = -half; dx <= half; dx++) {
        const i = sample.index + dy * width + dx;
        if (masks.skin[i] === 255 && mask[i]! >= 250) pixels.push(i);
      }
  }
  return pixels;
};

/** Pixels that are lip all over and carry the full amount. */
export const lipPixels = ({ masks }: HeadRender, mask: Uint8Array): number[] => {
  const pixels: number[] = [];
  masks.lip.forEach((cover, i) => {
    if (cover === 255 && mask[i]! >= 250) pixels.push(i);
  });
  return pixels;
};

/** What the layer model says: the film over the true albedo, in the true light. */
export const predicted = (
  { truth, exposure }: HeadRender,
  pixels: readonly number[],
  film: ReturnType<typeof productFilm>,
): LinearRgb => {
  const sum: [number, number, number] = [0, 0, 0];
  for (const i of pixels) {
    const at = (layer: Float32Array): Triple => [layer[i * 3]!, layer[i * 3 + 1]!, layer[i * 3 + 2]!];
    const worn = filmOver(film, at(truth.albedo));
    const light = at(truth.shading);
    for (const k of [0, 1, 2] as const) sum[k] += (exposure * worn[k] * light[k]) / pixels.length;
  }
  return sum;
};
