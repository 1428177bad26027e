import { beforeAll, describe, expect, it } from 'vitest';
import { readPackedAssets } from '../packed-assets.ts';
import { readModel } from './reader.ts';
import { roundHalf, roundWeights } from './round-weights.ts';
import { FIELD, TENSOR_TYPE } from './schema.ts';

describe('roundHalf', () => {
  // half bits, kept mantissa bits, expected: 0x3c00 is 1, one unit in the last place is 2^-10.
  it.each([
    [0x3c00, 7, 0x3c00],
    [0x3c03, 7, 0x3c00],
    [0x3c04, 7, 0x3c00],
    [0x3c05, 7, 0x3c08],
    [0x3c0c, 7, 0x3c10],
    [0xbc05, 7, 0xbc08],
    [0x3fff, 7, 0x4000],
    [0x0003, 7, 0x0000],
    [0x8007, 7, 0x8008],
    [0x7bff, 7, 0x7bff],
    [0x7c00, 7, 0x7c00],
    [0x7e01, 7, 0x7e01],
    [0x3c01, 10, 0x3c01],
  ])('%i with %i bits is %i', (half, bits, rounded) => {
    expect(roundHalf(half, bits)).toBe(rounded);
  });
});

describe('roundWeights', () => {
  let old: Uint8Array;
  beforeAll(async () => {
    old = (await readPackedAssets())('face_landmark_with_attention.tflite');
  });

  it('moves no weight by more than half a unit and nothing else at all', () => {
    const before = old.slice();
    const rounded = roundWeights(old, 7);
    expect(Buffer.compare(old, before)).toBe(0);
    expect(rounded.length).toBe(old.length);
    const weights = new Set<number>();
    const { tensors, buffers } = readModel(rounded);
    for (const tensor of tensors) {
      if (tensor.byte(FIELD.tensor.type) !== TENSOR_TYPE.float16) continue;
      const data = buffers[tensor.int(FIELD.tensor.buffer)]!.data(FIELD.buffer.data);
      for (let i = 0; i + 1 < data.length; i += 2) weights.add(data.byteOffset - rounded.byteOffset + i);
    }
    expect(weights.size).toBeGreaterThan(1_000_000);
    const [a, b] = [new DataView(old.slice().buffer), new DataView(rounded.slice().buffer)];
    let [moved, worst, outside] = [0, 0, 0];
    for (const at of weights) {
      const by = Math.abs(a.getUint16(at, true) - b.getUint16(at, true));
      moved += Number(by > 0);
      worst = Math.max(worst, by);
    }
    for (let at = 0; at < old.length; at++)
      if (old[at] !== rounded[at] && !weights.has(at) && !weights.has(at - 1)) outside++;
    expect(moved).toBeGreaterThan(weights.size / 2);
    expect(worst).toBe(4);
    expect(outside).toBe(0);
  });
});
