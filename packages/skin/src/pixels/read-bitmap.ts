import { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
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
