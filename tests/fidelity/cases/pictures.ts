import type { Rgba } from '../measure/color.ts';
import type { CaseSource } from './verdicts.ts';

type Change = NonNullable<Extract<CaseSource, { change?: string }>['change']>;

const map = (
  image: Rgba,
  of: (x: number, y: number, k: number) => number,
  size: { width: number; height: number } = image,
): Rgba => {
  const { width, height } = size;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let k = 0; k < 3; k++)
        data[(y * width + x) * 4 + k] = Math.min(255, Math.max(0, Math.round(of(x, y, k))));
  return { width, height, data };
};

/** Half length of a motion blur, px of a photograph of 1000. */
const BLUR = 9;
/** A lamp of about 2700 K as a camera set to daylight sees it: factors on sRGB codes. */
const LAMP = [1.12, 0.9, 0.6];

/** A photograph as a case changes it: deterministic. */
export const changed = (image: Rgba, change: Change): Rgba => {
  const at = (x: number, y: number, k: number) => image.data[(y * image.width + x) * 4 + k]!;
  if (change === 'turned')
    return map(image, (x, y, k) => at(y, image.height - 1 - x, k), {
      width: image.height,
      height: image.width,
    });
  if (change === 'dark') {
    // Grain as a small sensor has it, the same every time.
    const grain = (x: number, y: number) => (((x * 7919 + y * 104729) % 101) / 101 - 0.5) * 10;
    return map(image, (x, y, k) => at(x, y, k) * 0.42 + grain(x, y));
  }
  if (change === 'blown') return map(image, (x, y, k) => at(x, y, k) * 1.3);
  if (change === 'lamp') return map(image, (x, y, k) => at(x, y, k) * LAMP[k]!);
  return map(image, (x, y, k) => {
    let sum = 0;
    for (let d = -BLUR; d <= BLUR; d++) sum += at(Math.min(image.width - 1, Math.max(0, x + d)), y, k);
    return sum / (2 * BLUR + 1);
  });
};

/** Two square photographs of one size beside each other. */
export const joined = (a: Rgba, b: Rgba): Rgba =>
  map(
    a,
    (x, y, k) => {
      const [image, u] = x < a.width ? [a, x] : [b, x - a.width];
      return image.data[(y * image.width + u) * 4 + k]!;
    },
    { width: a.width + b.width, height: a.height },
  );
