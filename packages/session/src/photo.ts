import { CarmineError } from '@carmine/errors';
import { BMP } from 'image-size/types/bmp';
import { GIF } from 'image-size/types/gif';
import { HEIF } from 'image-size/types/heif';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';

/** What a photograph may measure, px. */
export interface PhotoLimits {
  /** Short side at least: below, a face has too few pixels for the landmark model's 192 px crop. */
  readonly minSide: number;
  /** Long side at most: the texture size every WebGL2 and WebGPU device in use offers. */
  readonly maxSide: number;
  /** Area at most: each copy takes 4 bytes a pixel, and decoding, tracking and drawing hold three for a moment. */
  readonly maxPixels: number;
}

const MEGAPIXEL = 1e6;

/** 8192 px a side and 50 megapixels, which passes a 48 megapixel phone photograph; half of that where the browser
 *  says that the device has 4 GB of memory or less. docs/decisions/0061. */
export const photoLimits = (): PhotoLimits => {
  const memory = (globalThis.navigator as { deviceMemory?: number } | undefined)?.deviceMemory ?? 8;
  return { minSide: 64, maxSide: 8192, maxPixels: (memory <= 4 ? 25 : 50) * MEGAPIXEL };
};

const FORMATS = [JPG, PNG, WEBP, HEIF, GIF, BMP];
/** Enough for the header of a picture, with its thumbnail and colour profile before the size. */
const HEADER_BYTES = 1 << 20;

/** Width and height in px as stored (before EXIF turns it), read from the header without decoding; null where the
 *  header is of no format known here: then only decoding can tell. */
export const readImageSize = async (blob: Blob): Promise<{ width: number; height: number } | null> => {
  for (const bytes of new Set([Math.min(HEADER_BYTES, blob.size), blob.size])) {
    const data = new Uint8Array(await blob.slice(0, bytes).arrayBuffer());
    try {
      const { width, height } = FORMATS.find((f) => f.validate(data))?.calculate(data) ?? {};
      if (width && height) return { width, height };
    } catch {
      // Cut off in the middle of the header, or broken: the whole file, then the decoder, decides.
    }
  }
  return null;
};

/** Throws image-too-small or image-too-large, naming the size and the limit. */
export const checkSize = (width: number, height: number, limits: PhotoLimits = photoLimits()): void => {
  const size = `${width} x ${height} px`;
  const details = { width, height, ...limits };
  if (Math.min(width, height) < limits.minSide)
    throw new CarmineError('image-too-small', {
      message: `photo: ${size}, the short side must be at least ${limits.minSide} px`,
      details,
    });
  if (Math.max(width, height) > limits.maxSide || width * height > limits.maxPixels)
    throw new CarmineError('image-too-large', {
      message: `photo: ${size}, at most ${limits.maxSide} px a side and ${limits.maxPixels / MEGAPIXEL} megapixels can be shown`,
      details,
    });
};

/** Decodes a photograph upright (EXIF orientation applied), sRGB. The caller owns the bitmap. Rejects
 *  image-unreadable, image-too-small or image-too-large; too large is known before anything is decoded. */
export const decodePhoto = async (blob: Blob, limits?: PhotoLimits): Promise<ImageBitmap> => {
  const size = await readImageSize(blob).catch(() => null);
  if (size) checkSize(size.width, size.height, limits);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image', premultiplyAlpha: 'none' });
  } catch (cause) {
    throw new CarmineError('image-unreadable', {
      message: `photo: cannot be decoded (${blob.type || 'unknown type'}, ${blob.size} bytes)`,
      details: { type: blob.type, bytes: blob.size },
      cause,
    });
  }
  try {
    checkSize(bitmap.width, bitmap.height, limits);
  } catch (error) {
    bitmap.close();
    throw error;
  }
  return bitmap;
};
