import { type Backend, createRenderer, type Look } from '@carmine/makeup';
import { bitmapOf, headScene } from './scenes.ts';

/** Frame times of two looks in one run. */
export interface Cost {
  /** ms a frame, medians. */
  readonly first: number;
  readonly second: number;
  /** Median of second over first, pair by pair: what else the machine does falls on both. */
  readonly ratio: number;
  /** Pairs measured. */
  readonly rounds: number;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/**
 * Frame times of two looks, drawn in turns on the same picture of the synthetic head, each frame awaited until the GPU has finished it.
 * `width`, `height`: px of the picture.
 */
export const measureCost = async (
  backend: Backend,
  looks: readonly [Look, Look],
  { rounds = 15, width = 1280, height = 720 } = {},
): Promise<Cost> => {
  const r = await createRenderer({ canvas: new OffscreenCanvas(8, 8), backend });
  const { image, frame } = headScene(5, 0, width, height);
  const bitmap = await bitmapOf(image);
  const once = async (look: Look): Promise<number> => {
    await r.setLook(look);
    await r.settled();
    const start = performance.now();
    r.draw(bitmap, frame);
    await r.settled();
    return performance.now() - start;
  };
  const [first, second]: [number[], number[]] = [[], []];
  // Drivers compile on first use: the first rounds do not count.
  for (let i = -3; i < rounds; i++) {
    const pair = [await once(looks[0]), await once(looks[1])] as const;
    if (i < 0) continue;
    first.push(pair[0]);
    second.push(pair[1]);
  }
  r.close();
  bitmap.close();
  const ratio = median(second.map((v, i) => v / first[i]!));
  return { first: median(first), second: median(second), ratio, rounds };
};
