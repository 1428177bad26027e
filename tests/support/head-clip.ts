import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createHeadAnimator, type HeadInput, type PixelImage } from '@carmine/head';

/** BT.601, limited range, 8 bits, 4:2:0: what Chromium expects of a camera file. Sizes must be even. */
const toI420 = ({ width, height, data }: PixelImage): Buffer => {
  const luma = width * height;
  const out = Buffer.alloc(luma * 1.5);
  for (let i = 0; i < luma; i++) {
    const [r, g, b] = [data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!];
    out[i] = 16 + (65.738 * r + 129.057 * g + 25.064 * b) / 256;
  }
  const [half, quarter] = [width / 2, luma / 4];
  for (let i = 0; i < quarter; i++) {
    const at = (2 * Math.floor(i / half) * width + 2 * (i % half)) * 4;
    const mean = (c: number) =>
      (data[at + c]! + data[at + 4 + c]! + data[at + width * 4 + c]! + data[at + width * 4 + 4 + c]!) / 4;
    const [r, g, b] = [mean(0), mean(1), mean(2)];
    out[luma + i] = 128 + (-37.945 * r - 74.494 * g + 112.439 * b) / 256;
    out[luma + quarter + i] = 128 + (112.439 * r - 94.154 * g - 18.285 * b) / 256;
  }
  return out;
};

/** Writes pictures of the synthetic head as a Y4M clip for `fakeCamera`; Chromium plays it round and round.
 *  `at(i)`: the parameters of frame i. */
export const writeHeadClip = (
  path: string,
  options: { frames: number; fps?: number; at: (frame: number) => HeadInput },
): string => {
  const animator = createHeadAnimator();
  const chunks: Buffer[] = [];
  for (let i = 0; i < options.frames; i++) {
    const { image } = animator.render({ quality: 'live', truth: false, ...options.at(i) });
    if (i === 0)
      chunks.push(
        Buffer.from(`YUV4MPEG2 W${image.width} H${image.height} F${options.fps ?? 30}:1 Ip A1:1 C420jpeg\n`),
      );
    chunks.push(Buffer.from('FRAME\n'), toI420(image));
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat(chunks));
  return path;
};
