import { CarmineError } from '@carmine/errors';
import type { PixelImage } from './result.ts';

/** Y'CbCr weights; both in video range (16..235, 16..240). Chromium shows a Y4M camera file as BT.601 (see
 *  docs/design/head.md for the check). */
export const YUV_MATRICES = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722] } as const;

/** Y4M options. */
export interface Y4mOptions {
  /** Default 30. */
  readonly fps?: number;
  /** Default 'bt601'. */
  readonly matrix?: keyof typeof YUV_MATRICES;
}

/** Header of a YUV4MPEG2 stream: progressive, square pixels, 4:2:0 with chroma in the middle of its four pixels. */
export const y4mHeader = (width: number, height: number, fps: number): string =>
  `YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`;

const FRAME = new TextEncoder().encode('FRAME\n');

/** Bytes of one frame: marker, Y plane, Cb and Cr planes at half size.
 *  @throws CarmineError `invalid-argument` when a side is odd: 4:2:0 needs even sides. */
export const y4mFrame = (image: PixelImage, matrix: keyof typeof YUV_MATRICES = 'bt601'): Uint8Array => {
  const { width, height, data } = image;
  if (width % 2 || height % 2)
    throw new CarmineError('invalid-argument', { message: `y4m: ${width} x ${height} must have even sides` });
  const [kr, kb] = YUV_MATRICES[matrix];
  const kg = 1 - kr - kb;
  const out = new Uint8Array(FRAME.length + (width * height * 3) / 2);
  out.set(FRAME);
  const luma = FRAME.length;
  const cb = luma + width * height;
  const cr = cb + (width * height) / 4;
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      let [r, g, b] = [0, 0, 0];
      for (let k = 0; k < 4; k++) {
        const i = (y + (k >> 1)) * width + x + (k & 1);
        const [pr, pg, pb] = [data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!];
        out[luma + i] = Math.round(16 + (219 / 255) * (kr * pr + kg * pg + kb * pb));
        r += pr / 4;
        g += pg / 4;
        b += pb / 4;
      }
      const grey = kr * r + kg * g + kb * b;
      const c = (y / 2) * (width / 2) + x / 2;
      out[cb + c] = Math.round(128 + ((224 / 255) * (b - grey)) / (2 * (1 - kb)));
      out[cr + c] = Math.round(128 + ((224 / 255) * (r - grey)) / (2 * (1 - kr)));
    }
  return out;
};

/** A whole clip as a Y4M file, for Chromium's fake camera (`--use-file-for-fake-video-capture`).
 *  @throws CarmineError `invalid-argument` for no frames, odd sides or frames of different size. */
export const toY4m = (
  images: Iterable<PixelImage>,
  { fps = 30, matrix = 'bt601' }: Y4mOptions = {},
): Uint8Array<ArrayBuffer> => {
  const chunks: Uint8Array[] = [];
  let size: string | undefined;
  for (const image of images) {
    const header = y4mHeader(image.width, image.height, fps);
    if (size === undefined) chunks.push(new TextEncoder().encode(header));
    else if (size !== header)
      throw new CarmineError('invalid-argument', { message: 'y4m: all frames must have one size' });
    size = header;
    chunks.push(y4mFrame(image, matrix));
  }
  if (size === undefined)
    throw new CarmineError('invalid-argument', { message: 'y4m: a clip needs a frame' });
  const out = new Uint8Array(chunks.reduce((n, c) => n + c.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
};
