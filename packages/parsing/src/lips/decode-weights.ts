import type { NetWeights } from './strip-net.ts';

/** Floats of each part, in the order in which the training script writes them. */
const PARTS = {
  w1: 160,
  b1: 8,
  w2: 576,
  b2: 8,
  w3: 320,
  b3: 8,
  w4: 96,
  b4: 12,
  facts: 84,
  w5: 12,
} as const satisfies Record<keyof NetWeights, number>;
/** One, as the int16 numbers count it. */
const ONE = 4096;

/** The weights of a ring's network from little-endian int16 in base64. */
export const decodeWeights = (base64: string): NetWeights => {
  const text = atob(base64);
  let at = 0;
  const next = (): number => {
    const bits = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 8);
    at += 2;
    return ((bits << 16) >> 16) / ONE;
  };
  const read = (count: number): Float32Array => Float32Array.from({ length: count }, next);
  return Object.fromEntries(
    Object.entries(PARTS).map(([name, count]) => [name, read(count)]),
  ) as unknown as NetWeights;
};
