import { CarmineError } from '@carmine/errors';
import type { PixelImage } from '@carmine/makeup';

/** Shortest side, px: below it there is no face to see (codes.ts, image-too-small). */
const MIN_SIDE = 64;
/** 4 bytes each, held about four times over: 120 megapixels are 2 GB at the peak. */
const MAX_PIXELS = 120e6;
/** Side of the tiles pixels are read in, px: canvases have limits that pictures have not. */
const TILE = 4096;
/** The detector works on 256 px: a larger picture than this only costs time. */
const TRACK_SIDE = 2048;
/** Bytes posted at a time: a body is held several times over on its way. */
const CHUNK = 1 << 24;

/** A decoded picture: exact 8-bit sRGB, straight alpha, upright. */
export interface Picture extends PixelImage {
  /** false: some pixels are see-through; `data` keeps their alpha. */
  readonly opaque: boolean;
  /** The picture at no more than 2048 px a side, for the tracker, which closes it; null where `data` is that small. */
  readonly small: ImageBitmap | null;
}

const checkSize = (width: number, height: number): void => {
  const size = `${width} x ${height}`;
  if (Math.min(width, height) < MIN_SIDE)
    throw new CarmineError('image-too-small', {
      message: `The picture is ${size} pixels.`,
      details: { width, height },
    });
  if (width * height > MAX_PIXELS)
    throw new CarmineError('image-too-large', {
      message: `The picture is ${size} pixels, ${Math.round((width * height) / 1e6)} megapixels; ${MAX_PIXELS / 1e6} are the most.`,
      details: { width, height },
    });
};

type Read = (tile: ImageBitmap) => Uint8ClampedArray;

/** Exact where alpha is 255; a 2D canvas stores premultiplied colour. */
const readBy2d = (): Read => {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' })!;
  return (tile) => {
    canvas.width = tile.width;
    canvas.height = tile.height;
    context.drawImage(tile, 0, 0);
    return context.getImageData(0, 0, tile.width, tile.height).data;
  };
};

/** Exact colour under any alpha: a texture takes straight alpha as it is. */
const readByTexture = (): Read => {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl)
    throw new CarmineError('gpu-unavailable', { message: 'WebGL2 is needed to read see-through pictures.' });
  return (tile) => {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, tile);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    const data = new Uint8ClampedArray(tile.width * tile.height * 4);
    gl.readPixels(0, 0, tile.width, tile.height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(data.buffer));
    gl.deleteTexture(texture);
    return data;
  };
};

const readAll = async (bitmap: ImageBitmap, read: Read): Promise<Uint8ClampedArray<ArrayBuffer>> => {
  const { width, height } = bitmap;
  const whole = new Uint8ClampedArray(width * height * 4);
  for (let top = 0; top < height; top += TILE)
    for (let left = 0; left < width; left += TILE) {
      const w = Math.min(TILE, width - left);
      const h = Math.min(TILE, height - top);
      const tile = await createImageBitmap(bitmap, left, top, w, h, { premultiplyAlpha: 'none' });
      const data = read(tile);
      tile.close();
      for (let y = 0; y < h; y++)
        whole.set(data.subarray(y * w * 4, (y + 1) * w * 4), ((top + y) * width + left) * 4);
    }
  return whole;
};

const isOpaque = (data: Uint8ClampedArray): boolean => {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
};

const shrink = async (bitmap: ImageBitmap): Promise<ImageBitmap | null> => {
  const scale = TRACK_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return null;
  const [resizeWidth, resizeHeight] = [bitmap.width * scale, bitmap.height * scale].map(Math.round);
  return createImageBitmap(bitmap, {
    resizeWidth: resizeWidth!,
    resizeHeight: resizeHeight!,
    resizeQuality: 'high',
  });
};

/**
 * A file as exact pixels: EXIF orientation applied, colour profile converted to sRGB, at the file's own size.
 * @throws CarmineError `image-unreadable`, `image-too-small`, `image-too-large`.
 */
export const decodePicture = async (url: string): Promise<Picture> => {
  const blob = await (await fetch(url)).blob();
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image', premultiplyAlpha: 'none' });
  } catch (cause) {
    throw new CarmineError('image-unreadable', { message: 'The browser cannot read this picture.', cause });
  }
  try {
    const { width, height } = bitmap;
    checkSize(width, height);
    const plain = await readAll(bitmap, readBy2d());
    const opaque = isOpaque(plain);
    const data = opaque ? plain : await readAll(bitmap, readByTexture());
    return { width, height, data, opaque, small: await shrink(bitmap) };
  } finally {
    bitmap.close();
  }
};

/** A part of a picture, opaque: what tracker and renderer look at. Whose colours lie under full transparency is unseen. */
export const cropPicture = (
  picture: PixelImage,
  left: number,
  top: number,
  width: number,
  height: number,
) => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + width * 4), y * width * 4);
  }
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return { width, height, data };
};

/** Pixels as a bitmap with exactly these values. The caller closes it. */
export const toBitmap = ({ width, height, data }: PixelImage): Promise<ImageBitmap> => {
  const image = new ImageData(new Uint8ClampedArray(data), width, height);
  return createImageBitmap(image, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
};

/** Sends pixels or a file to the command, piece by piece. */
export const post = async (
  url: string,
  body: Uint8Array | Uint8ClampedArray,
  size = { width: 0, height: 0 },
): Promise<void> => {
  for (let at = 0; at === 0 || at < body.length; at += CHUNK) {
    const headers = {
      'x-width': String(size.width),
      'x-height': String(size.height),
      'x-offset': String(at),
      'x-length': String(body.length),
    };
    const part = body.subarray(at, at + CHUNK) as Uint8Array<ArrayBuffer>;
    const answer = await fetch(url, { method: 'POST', headers, body: part });
    if (!answer.ok)
      throw new CarmineError('internal', {
        message: `The result could not be handed over: ${answer.status}`,
      });
  }
};
