import { CarmineError } from '@carmine/errors';
import type { PixelImage } from '@carmine/makeup';
import { fileName } from './file-name.ts';

export interface SnapshotOptions {
  /** Default 'png', without loss. */
  readonly type?: 'png' | 'jpeg';
  /** JPEG quality, 0..1. Default 0.95. */
  readonly quality?: number;
}

const JPEG_QUALITY = 0.95;

/** A picture as a file, same size. Rejects invalid-argument, and internal when the browser cannot encode it. */
export const toFile = async (picture: PixelImage, options: SnapshotOptions = {}): Promise<File> => {
  const { type = 'png', quality = JPEG_QUALITY } = options;
  if (type !== 'png' && type !== 'jpeg') throw wrong('type', type, 'neither png nor jpeg');
  if (!(typeof quality === 'number' && quality >= 0 && quality <= 1))
    throw wrong('quality', quality, 'not a number from 0 to 1');
  const mime = `image/${type}`;
  const blob = await encode(picture, mime, quality);
  // A browser that lacks a type gives PNG.
  if (blob?.type !== mime)
    throw new CarmineError('internal', { message: `snapshot: the browser gave no ${type.toUpperCase()}` });
  return new File([blob], fileName(type === 'jpeg' ? 'jpg' : 'png'), { type: mime });
};

const wrong = (field: string, value: unknown, why: string): CarmineError =>
  new CarmineError('invalid-argument', {
    message: `snapshot: ${field} ${String(value)} is ${why}`,
    details: { field, value },
  });

const encode = async (picture: PixelImage, type: string, quality: number): Promise<Blob | null> => {
  const { width, height, data } = picture;
  const pixels = new ImageData(new Uint8ClampedArray(data), width, height);
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(pixels, 0, 0);
    return canvas.convertToBlob({ type, quality });
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
};
