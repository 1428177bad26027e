import { CarmineError } from '@carmine/errors';
import type { PixelImage } from '@carmine/makeup';

/** A picture as a PNG file, same size. Rejects internal when the browser cannot encode it. */
export const toPng = async (picture: PixelImage): Promise<Blob> => {
  const { width, height } = picture;
  const pixels = new ImageData(new Uint8ClampedArray(picture.data), width, height);
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(pixels, 0, 0);
    return canvas.convertToBlob({ type: 'image/png' });
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new CarmineError('internal', { message: 'snapshot: the browser gave no PNG' }));
    }, 'image/png'),
  );
};
