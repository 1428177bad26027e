import { describe, expect, test } from 'vitest';
import { clipHash, codeBox, makeHeadClip, readStrip, STRIP, stampCode } from './clip.ts';
import { decodeClip, encodeClip } from './clip-file.ts';
import { clipPlan, toAndFro } from './plan.ts';

const plan = { ...clipPlan('turn'), width: 320, height: 240, frames: 2 };
const rendered = makeHeadClip(plan);
const small = () => ({ ...rendered, data: rendered.data.slice() });

/** The strip as a page reads it: the code's box scaled to STRIP, nearest pixel. */
const stripOf = (i420: Uint8Array, width: number): Uint8ClampedArray => {
  const box = codeBox(width);
  const out = new Uint8ClampedArray(STRIP.width * STRIP.height * 4);
  for (let y = 0; y < STRIP.height; y++)
    for (let x = 0; x < STRIP.width; x++) {
      const sx = Math.floor(((x + 0.5) * box.width) / STRIP.width);
      const sy = Math.floor(((y + 0.5) * box.height) / STRIP.height);
      out.fill(i420[sy * width + sx]!, (y * STRIP.width + x) * 4, (y * STRIP.width + x) * 4 + 3);
    }
  return out;
};

describe('clips', () => {
  test('the same plan gives the same pictures; another number only changes its corner', async () => {
    const [once, again] = [small(), makeHeadClip(plan)];
    expect(await clipHash(once)).toMatch(/^[0-9a-f]{64}$/);
    expect(await clipHash(again)).toBe(await clipHash(once));
    stampCode(again.data, 320, 240, 77);
    expect(await clipHash(again)).not.toBe(await clipHash(once));
    const box = codeBox(320);
    const outside = (data: Uint8Array) => data.subarray(320 * box.height, 320 * 240);
    expect(Buffer.compare(outside(again.data), outside(once.data))).toBe(0);
  });
  test.each([0, 1, 4095, 65_535])('number %i is read back', (n) => {
    const { data } = small();
    stampCode(data, 320, 240, n);
    expect(readStrip(stripOf(data, 320))).toBe(n);
  });
  test('a picture without a number gives none', () => {
    expect(readStrip(stripOf(small().data, 320))).toBeNull();
  });
  test('the truth says where the lips are, and they move', () => {
    const { lips } = small();
    expect(lips).toHaveLength(4);
    expect(lips![0]).toBeGreaterThan(80);
    expect(lips![0]).toBeLessThan(240);
    expect(lips![1]).toBeGreaterThan(120);
    expect(lips![2]).not.toBe(lips![0]);
  });
  test('a file holds the clip; anything else is no clip', () => {
    const clip = small();
    expect(decodeClip(encodeClip(clip))).toEqual(clip);
    expect(decodeClip(new TextEncoder().encode('<!doctype html>\n<html>'))).toBeNull();
    expect(decodeClip(encodeClip(clip).slice(0, -1))).toBeNull();
  });
  test('to and fro without a picture shown twice at the turn', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((n) => toAndFro(n, 4))).toEqual([0, 1, 2, 3, 2, 1, 0, 1]);
    expect(toAndFro(9, 1)).toBe(0);
    expect(() => clipPlan('nothing')).toThrow(/turn/);
  });
});
