import { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import { checkCard } from '../reference/read-card.ts';
import type { CardReference, Point } from '../reference/types.ts';
import { type Crop, cropFrame, cropSize, faceCrop } from './crop.ts';
import type { PixelImage } from './image.ts';

/** Pixels of the face's surroundings and the frame that fits them. Without a face the frame comes back as it is, with a
 *  picture of one pixel that nothing reads. Does not close `bitmap`. */
export const readFacePixels = (
  bitmap: ImageBitmap,
  frame: FaceFrame,
): { readonly image: PixelImage; readonly frame: FaceFrame } => {
  const face = frame.faces[0];
  const crop = face && faceCrop(face, bitmap);
  if (!face || !crop) {
    const { width, height } = bitmap;
    return { image: { width, height, data: new Uint8ClampedArray(4) }, frame: { ...frame, faces: [] } };
  }
  return { image: drawCrop(bitmap, crop), frame: cropFrame(frame, face, crop, bitmap) };
};

/** Pixels of a card's surroundings and the card as seen there. Throws `invalid-argument` for corners that make no sense. */
export const readCardPixels = (
  bitmap: ImageBitmap,
  card: CardReference,
): { readonly image: PixelImage; readonly card: CardReference } => {
  checkCard(card, bitmap);
  const [xs, ys] = [0, 1].map((k) => card.corners.map((p) => p[k as 0 | 1])) as [number[], number[]];
  const [x, y] = [Math.max(0, Math.floor(Math.min(...xs))), Math.max(0, Math.floor(Math.min(...ys)))];
  const width = Math.min(bitmap.width, Math.ceil(Math.max(...xs)) + 1) - x;
  const height = Math.min(bitmap.height, Math.ceil(Math.max(...ys)) + 1) - y;
  const image = drawCrop(bitmap, { x, y, width, height, scale: 1 });
  const at = ([px, py]: Point): Point => [px - x, py - y];
  const [a, b, c, d] = card.corners;
  return { image, card: { ...card, corners: [at(a), at(b), at(c), at(d)] } };
};

const drawCrop = (bitmap: ImageBitmap, crop: Crop): PixelImage => {
  const { width, height } = cropSize(crop);
  const context = canvasContext(width, height);
  context.drawImage(bitmap, crop.x, crop.y, crop.width, crop.height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height, { colorSpace: 'srgb' });
};

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** A 2D context read back at once: in memory, not on the GPU. */
const canvasContext = (width: number, height: number): Context => {
  const options = { willReadFrequently: true, colorSpace: 'srgb' } as const;
  const canvas =
    typeof OffscreenCanvas === 'undefined'
      ? Object.assign(document.createElement('canvas'), { width, height })
      : new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', options) as Context | null;
  if (!context)
    throw new CarmineError('browser-unsupported', { message: 'No 2D canvas to read pixels with.' });
  return context;
};
