import type { FaceFrame } from '@carmine/face';
import { renderHead } from '@carmine/head';
import { type Backend, createRenderer, type MakeupRenderer, type PixelImage } from '@carmine/makeup';

/** A picture and what is known of the faces in it. */
export interface MakeupScene {
  readonly image: PixelImage;
  readonly frame: FaceFrame;
}

/** The synthetic head with its true landmarks. */
export const headScene = (tone: number, mouthOpen = 0, width = 360, height = 450): MakeupScene => {
  const h = renderHead({ width, height, tone, expression: { mouthOpen } });
  return { image: h.image, frame: h.truthFaceFrame() };
};

export const bitmapOf = (image: PixelImage): Promise<ImageBitmap> =>
  createImageBitmap(new ImageData(new Uint8ClampedArray(image.data), image.width, image.height));

const renderers = new Map<Backend, Promise<MakeupRenderer>>();

/** One renderer a backend for all tests that do not break it. */
export const sharedRenderer = (backend: Backend): Promise<MakeupRenderer> => {
  const made = renderers.get(backend) ?? createRenderer({ canvas: new OffscreenCanvas(8, 8), backend });
  renderers.set(backend, made);
  return made;
};

/** Draws one picture and reads it back. */
export const drawn = async (
  r: MakeupRenderer,
  { image, frame }: MakeupScene,
  options: Parameters<MakeupRenderer['draw']>[2] = {},
): Promise<PixelImage> => {
  const bitmap = await bitmapOf(image);
  try {
    r.draw(bitmap, frame, options);
    return await r.readPixels();
  } finally {
    bitmap.close();
  }
};

/** The part of `image` that starts at x, y. */
export const cropOf = (
  image: PixelImage,
  x: number,
  y: number,
  width: number,
  height: number,
): PixelImage => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.width + x) * 4;
    data.set(image.data.subarray(from, from + width * 4), row * width * 4);
  }
  return { width, height, data };
};

/** Largest difference of two pictures of one size, codes. */
export const mostDifferent = (a: PixelImage, b: PixelImage): number => {
  if (a.width !== b.width || a.height !== b.height) return 255;
  let most = 0;
  for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(a.data[i]! - b.data[i]!));
  return most;
};
