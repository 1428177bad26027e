import { VISIBILITY_SIZE } from '@carmine/face';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';

const SIZE = VISIBILITY_SIZE;
const TEXELS = SIZE * SIZE;
/** Prior channels. */
const [LIPS, EYES] = [1, 2] as const;
/** Folds beside nose and mouth begin below this share of the way from the eyes to the lips ... */
const TOP = 0.35;
/** ... end so many texels below the lips (a texel is about 1.9 mm) and lie up to so many beside the mouth's corners. */
const [BELOW, BESIDE] = [4, 6] as const;

/** px of the prior, ends included. */
interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const boxOf = (prior: Uint8Array, channel: number): Box => {
  const box = { left: PRIOR_SIZE, right: -1, top: PRIOR_SIZE, bottom: -1 };
  for (let i = 0; i < PRIOR_SIZE * PRIOR_SIZE; i++) {
    if (prior[i * PRIOR_CHANNELS + channel] !== 1) continue;
    const [x, y] = [i % PRIOR_SIZE, (i / PRIOR_SIZE) | 0];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
};

/** Where a smile's folds lie, texels. */
const foldsBox = (prior: Uint8Array): Box => {
  const [lips, eyes] = [boxOf(prior, LIPS), boxOf(prior, EYES)];
  return {
    left: 2 * lips.left - BESIDE,
    right: 2 * lips.right + 1 + BESIDE,
    top: 2 * (eyes.bottom + TOP * (lips.top - eyes.bottom)),
    bottom: 2 * lips.bottom + 1 + BELOW,
  };
};

/** Takes from `told` (1: told) the lines that lie between nose and mouth from end to end: folds of a smile. A strand comes from beyond or goes on beyond. */
export const dropFolds = (told: Uint8Array, prior: Uint8Array): void => {
  const { left, right, top, bottom } = foldsBox(prior);
  const within = (i: number): boolean => {
    const [x, y] = [i % SIZE, (i / SIZE) | 0];
    return x >= left && x <= right && y >= top && y <= bottom;
  };
  const met = new Uint8Array(TEXELS);
  for (let y = Math.max(1, Math.ceil(top)); y <= Math.min(SIZE - 2, bottom); y++)
    for (let start = y * SIZE + Math.max(1, left); start <= y * SIZE + Math.min(SIZE - 2, right); start++) {
      if (!told[start] || met[start]) continue;
      const line = [start];
      met[start] = 1;
      let fold = true;
      for (const i of line) {
        fold &&= within(i);
        for (let v = -SIZE; v <= SIZE; v += SIZE)
          for (let u = -1; u <= 1; u++) {
            const n = i + v + u;
            if (!(n >= 0 && n < TEXELS) || !told[n] || met[n]) continue;
            met[n] = 1;
            line.push(n);
          }
      }
      if (fold) for (const i of line) told[i] = 0;
    }
};
