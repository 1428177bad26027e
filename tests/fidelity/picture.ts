import { encodePng } from '@carmine/cli';
import type { Rgba } from './measure/color.ts';

/** Square or not, px of the source. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Box around points (px), grown by `margin` of its size, inside the picture. */
export const boxAround = (
  points: readonly (readonly [number, number])[],
  size: { width: number; height: number },
  margin: number,
): Box => {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const pad = margin * Math.max(x1 - x0, y1 - y0);
  const left = Math.max(0, Math.floor(x0 - pad));
  const top = Math.max(0, Math.floor(y0 - pad));
  return {
    x: left,
    y: top,
    width: Math.min(size.width, Math.ceil(x1 + pad)) - left,
    height: Math.min(size.height, Math.ceil(y1 + pad)) - top,
  };
};

/** A part of a picture at `width` px, by area averaging down or nearest up. */
export const cropTo = (image: Rgba, box: Box, width: number): Rgba => {
  const scale = width / box.width;
  const height = Math.max(1, Math.round(box.height * scale));
  const out = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const x0 = box.x + Math.floor(x / scale);
      const y0 = box.y + Math.floor(y / scale);
      const n = Math.max(1, Math.round(1 / scale));
      const sum = [0, 0, 0];
      let count = 0;
      for (let v = y0; v < Math.min(image.height, y0 + n); v++)
        for (let u = x0; u < Math.min(image.width, x0 + n); u++, count++)
          for (let k = 0; k < 3; k++) sum[k]! += image.data[(v * image.width + u) * 4 + k]!;
      for (let k = 0; k < 3; k++) out[(y * width + x) * 4 + k] = sum[k]! / Math.max(1, count);
      out[(y * width + x) * 4 + 3] = 255;
    }
  return { width, height, data: out };
};

/** Pictures beside each other, 4 px apart on white. */
export const beside = (images: readonly Rgba[]): Rgba => {
  const gap = 4;
  const width = images.reduce((sum, image) => sum + image.width + gap, -gap);
  const height = Math.max(...images.map((image) => image.height));
  const data = new Uint8Array(width * height * 4).fill(255);
  let left = 0;
  for (const image of images) {
    for (let y = 0; y < image.height; y++)
      data.set(image.data.subarray(y * image.width * 4, (y + 1) * image.width * 4), (y * width + left) * 4);
    left += image.width + gap;
  }
  return { width, height, data };
};

/** Colours laid half over a picture: green where both agree, red only measured, blue only drawn. */
export const overlay = (image: Rgba, measured: Uint8Array, drawn: Uint8Array): Rgba => {
  // A Buffer's slice would share its bytes.
  const data = new Uint8Array(image.data);
  for (let i = 0; i < measured.length; i++) {
    const tint = measured[i] ? (drawn[i] ? [40, 190, 90] : [230, 40, 50]) : drawn[i] ? [50, 90, 240] : null;
    if (tint) for (let k = 0; k < 3; k++) data[i * 4 + k] = data[i * 4 + k]! * 0.5 + tint[k]! * 0.5;
  }
  return { ...image, data };
};

export const toPng = (image: Rgba): Buffer => encodePng({ ...image, channels: 4 });
