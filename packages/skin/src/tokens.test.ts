import { readFileSync } from 'node:fs';
import type { RegionId } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { netInput } from './model/input.ts';
import { parseMeta } from './model/meta.ts';
import { createOrtNet } from './model/ort.ts';
import { decodeOutputs } from './model/posterior.ts';
import type { RegionPixels } from './region-pixels.ts';
import { buildTokens, regionToken } from './tokens.ts';

interface Row {
  pixels: Record<string, { rgb: number[][]; clipped: number; count: number; facing: number }>;
  tokens: number[];
  valid: boolean[];
  input: number[];
  lab: number[];
  cov: number[];
  r90: number;
  light: number[];
  mst: number[];
}

const folder = new URL('../../../models/skin/', import.meta.url);
const rows = JSON.parse(readFileSync(new URL('fixtures/tokens.json', folder), 'utf8')) as Row[];
const meta = parseMeta(readFileSync(new URL('weights/colournet.json', folder), 'utf8'));

const toPixels = (row: Row): Record<RegionId, RegionPixels> =>
  Object.fromEntries(
    Object.entries(row.pixels).map(([id, p]) => [id, { ...p, rgb: Float32Array.from(p.rgb.flat()) }]),
  ) as Record<RegionId, RegionPixels>;

const furthest = (got: ArrayLike<number>, want: readonly number[]): number =>
  want.reduce((worst, v, i) => Math.max(worst, Math.abs(v - got[i]!)), 0);

describe('tokens, input and net agree with Python (models/skin/fixtures/tokens.json)', () => {
  it.each(rows.map((row, i) => [i, row] as const))('row %i', async (_, row) => {
    const tokens = buildTokens(toPixels(row));
    expect(tokens.valid).toEqual(row.valid);
    expect(furthest(tokens.values, row.tokens)).toBeLessThan(1e-4);
    expect(furthest(netInput(tokens, meta), row.input)).toBeLessThan(2e-3);
  });

  it('gives the same posterior from the committed weights', async () => {
    const model = new Uint8Array(readFileSync(new URL('weights/colournet.onnx', folder)));
    const net = await createOrtNet({ meta, model });
    for (const row of rows) {
      const p = decodeOutputs(await net.run(Float32Array.from(row.input)), meta);
      // float32 in another order of operations; 0.02 is far below a noticeable step
      expect(furthest(p.lab, row.lab)).toBeLessThan(0.02);
      expect(furthest(p.cov, row.cov)).toBeLessThan(0.02 * Math.max(...row.cov) + 0.01);
      expect(Math.abs(p.r90 - row.r90)).toBeLessThan(0.05);
      expect(furthest(p.light, row.light)).toBeLessThan(0.005);
      expect(furthest(p.mst, row.mst)).toBeLessThan(0.005);
    }
    await net.close();
    await net.close();
  });
});

describe('regionToken', () => {
  const flat = (n: number): RegionPixels => ({
    rgb: new Float32Array(n * 3).fill(0.25),
    clipped: 0,
    count: n,
    facing: 0.9,
  });
  it.each([
    ['too few pixels', flat(11)],
    ['mostly clipped', { ...flat(50), clipped: 0.5 }],
    ['turned away', { ...flat(50), facing: 0.4 }],
    ['none', { ...flat(0), count: 0 }],
  ])('is not seen: %s', (_, pixels) => expect(regionToken(pixels)).toBeNull());

  it('holds black pixels at the floor instead of minus infinity', () => {
    const token = regionToken({ ...flat(20), rgb: new Float32Array(60) });
    expect(token?.every(Number.isFinite)).toBe(true);
  });
});
