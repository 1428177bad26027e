import { readFileSync } from 'node:fs';
import type { RegionId } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { bothWays, netInput, unusualness } from './model/input.ts';
import { parseMeta } from './model/meta.ts';
import { createOrtNet } from './model/ort.ts';
import { decodeOutputs } from './model/posterior.ts';
import { cardLight } from './reference/card-light.ts';
import { correctTokens, type KnownWhite } from './reference/correct-tokens.ts';
import type { RegionPixels } from './region-pixels.ts';
import { buildTokens, regionToken } from './tokens.ts';

interface Row {
  pixels: Record<string, { rgb: number[][]; clipped: number; count: number; facing: number }>;
  card: [number, number, number, number, number, number];
  tokens: number[];
  valid: boolean[];
  input: number[];
  unusual: number;
  lab: number[];
  cov: number[];
  r90: number;
  light: number[];
  mst: number[];
}

interface Card {
  seen: [number, number, number][];
  wanted: [number, number, number][];
  grey: boolean[];
  tokens: number[];
  valid: boolean[];
  corrected: number[];
}

const folder = new URL('../../../models/skin/', import.meta.url);
const rows = JSON.parse(readFileSync(new URL('fixtures/tokens.json', folder), 'utf8')) as Row[];
const meta = parseMeta(readFileSync(new URL('weights/colournet.json', folder), 'utf8'));

const toPixels = (row: Row): Record<RegionId, RegionPixels> =>
  Object.fromEntries(
    Object.entries(row.pixels).map(([id, p]) => [id, { ...p, rgb: Float32Array.from(p.rgb.flat()) }]),
  ) as Record<RegionId, RegionPixels>;

const knownOf = ({ card: [r, g, b, read, corrected, level] }: Row): KnownWhite | null =>
  read ? { white: [r, g, b], level, corrected: corrected > 0 } : null;

const furthest = (got: ArrayLike<number>, want: readonly number[]): number =>
  want.reduce((worst, v, i) => Math.max(worst, Math.abs(v - got[i]!)), 0);

describe('tokens, input and net agree with Python (models/skin/fixtures/tokens.json)', () => {
  it.each(rows.map((row, i) => [i, row] as const))('row %i', async (_, row) => {
    const tokens = buildTokens(toPixels(row));
    expect(tokens.valid).toEqual(row.valid);
    expect(furthest(tokens.values, row.tokens)).toBeLessThan(1e-4);
    const known = knownOf(row);
    expect(furthest(netInput(tokens, meta, known), row.input)).toBeLessThan(2e-3);
    expect(Math.abs(unusualness(tokens, meta) / row.unusual - 1)).toBeLessThan(5e-3);
  });

  it('a colour card brings tokens to the same colours (fixtures/card.json)', () => {
    const card = JSON.parse(readFileSync(new URL('fixtures/card.json', folder), 'utf8')) as Card;
    const patches = card.seen.map((seen, i) => ({
      seen,
      wanted: card.wanted[i]!,
      grey: card.grey[i]!,
      clipped: Math.max(...seen) >= 0.955 ? 1 : 0,
    }));
    const light = cardLight(patches);
    if ('why' in light) throw new Error(light.why);
    const { tokens } = correctTokens({ values: Float32Array.from(card.tokens), valid: card.valid }, light);
    expect(furthest(tokens.values, card.corrected)).toBeLessThan(1e-4);
  });

  it('gives the same posterior from the committed weights', async () => {
    const model = new Uint8Array(readFileSync(new URL('weights/colournet.onnx', folder)));
    const net = await createOrtNet({ meta, model });
    for (const row of rows) {
      const tokens = { values: Float32Array.from(row.tokens), valid: row.valid };
      const p = decodeOutputs(await net.run(bothWays(tokens, meta, knownOf(row))), meta, knownOf(row));
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
    ['nearly all crushed', { ...flat(50), clipped: 0.9 }],
    ['turned away', { ...flat(50), facing: 0.4 }],
    ['none', { ...flat(0), count: 0 }],
  ])('is not seen: %s', (_, pixels) => expect(regionToken(pixels)).toBeNull());

  it('a narrow eye is read, and what is left of a bright one says at least', () => {
    const narrow = { ...flat(50), facing: 0.1, clipped: 0.8 };
    expect(regionToken(narrow, true)?.[4]).toBe(0.8);
    expect(regionToken({ ...narrow, clipped: 0.95 }, true)).toBeNull();
    expect(regionToken(narrow)).toBeNull();
  });

  it('keeps its medians when a quarter of the region clips in red', () => {
    const levels = Array.from({ length: 90 }, (_, i) => 0.5 + 0.004 * i);
    const pixels = (stops: number): RegionPixels => {
      const all = levels.map((v) => [Math.min(1, 1.4 * v * stops), v * stops, 0.6 * v * stops]);
      const kept = all.filter(([r]) => r! < 0.955);
      return {
        rgb: Float32Array.from(kept.flat()),
        all: Float32Array.from(all.flat()),
        clipped: 1 - kept.length / all.length,
        count: 90,
        facing: 0.9,
      };
    };
    const [dark, bright] = [regionToken(pixels(0.5))!, regionToken(pixels(0.9))!];
    expect(pixels(0.9).clipped).toBeGreaterThan(0.25);
    for (const k of [0, 1, 2]) expect(bright[k]! - dark[k]!).toBeCloseTo(Math.log(1.8), 4);
  });

  it('reads blown skin: the channels that did not clip, and at least of the one that did', () => {
    const all = Array.from({ length: 60 }, (_, i) => [1, 0.6 + 0.002 * i, 0.4]).flat();
    const token = regionToken({
      ...flat(60),
      rgb: new Float32Array(0),
      all: Float32Array.from(all),
      clipped: 1,
    })!;
    [0, Math.log(0.659), Math.log(0.4)].forEach((ln, k) => {
      expect(token[k]).toBeCloseTo(ln, 3);
    });
    expect(token[4]).toBe(1);
  });

  it('holds black pixels at the floor instead of minus infinity', () => {
    const token = regionToken({ ...flat(20), rgb: new Float32Array(60) });
    expect(token?.every(Number.isFinite)).toBe(true);
  });
});
