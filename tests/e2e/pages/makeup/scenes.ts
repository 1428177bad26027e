import type { FaceFrame } from '@carmine/face';
import { renderHead } from '@carmine/head';
import { type Backend, createRenderer, type MakeupRenderer, type PixelImage } from '@carmine/makeup';
import { createTracker, type Tracker } from '@carmine/tracking';
import { frameOf, hiddenHalf, movedFace } from './frames.ts';

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

/** A shop assistant's hand before half the face, and a face that is just fading in. */
export const hiddenScene = (tone: number): MakeupScene => {
  const { image, frame } = headScene(tone);
  return { image, frame: hiddenHalf(frame, 0.8) };
};

const context2d = (width: number, height: number): OffscreenCanvasRenderingContext2D =>
  new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;

/** Two heads of different tones side by side, the second smaller. */
export const twoHeads = async (): Promise<MakeupScene> => {
  const [a, b] = [headScene(2), headScene(9, 0.3)];
  const [width, height] = [640, 450];
  const to = context2d(width, height);
  const places = [
    { width, height, x: 0, y: 0, scale: 1 },
    { width, height, x: 360, y: 60, scale: 0.75 },
  ];
  for (const [i, { image }] of [a, b].entries()) {
    const { x, y, scale } = places[i]!;
    const bitmap = await bitmapOf(image);
    to.drawImage(bitmap, x, y, image.width * scale, image.height * scale);
    bitmap.close();
  }
  const faces = [a, b].map(({ frame }, i) => movedFace(frame, places[i]!));
  return { image: to.getImageData(0, 0, width, height), frame: frameOf(width, height, faces) };
};

let tracker: Promise<Tracker> | null = null;

/** A photograph with what the tracker says of it; `fit` puts it, scaled, into a picture of that size. */
export const photoScene = async (
  assetBase: string,
  url: string,
  fit?: { readonly width: number; readonly height: number },
): Promise<MakeupScene> => {
  const photo = await createImageBitmap(await (await fetch(url)).blob());
  const { width, height } = fit ?? photo;
  const scale = Math.min(width / photo.width, height / photo.height);
  const x = (width - photo.width * scale) / 2;
  const to = context2d(width, height);
  to.drawImage(photo, x, 0, photo.width * scale, photo.height * scale);
  tracker ??= createTracker({ assetBase, mode: 'image' });
  // The tracker closes what it is given.
  const seen = await (await tracker).track(photo, { frameId: 1, captureTime: 0 });
  if (!seen?.faces.length) throw new Error(`${url}: no face`);
  const faces = seen.faces.map((face) =>
    movedFace({ ...seen, faces: [face] }, { width, height, x, y: 0, scale }),
  );
  return { image: to.getImageData(0, 0, width, height), frame: frameOf(width, height, faces) };
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
