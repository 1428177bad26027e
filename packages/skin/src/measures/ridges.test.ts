import { expect, it } from 'vitest';
import type { ConditionMap } from './condition.ts';
import { darkRidges } from './ridges.ts';

const SIZE = 64;
const PER_MM = 2.2;

/** A map of one darkness, everything seen. */
const mapOf = (dark: (xMm: number, yMm: number) => number): ConditionMap =>
  ({
    size: SIZE,
    perMm: PER_MM,
    ok: new Uint8Array(SIZE * SIZE).fill(1),
    dark: Float32Array.from({ length: SIZE * SIZE }, (_, i) =>
      dark(((i % SIZE) - SIZE / 2) / PER_MM, (Math.floor(i / SIZE) - SIZE / 2) / PER_MM),
    ),
  }) as unknown as ConditionMap;

/** Strongest ridge of the middle, OD, and how many mm from the middle row it lies. */
const strongest = (map: ConditionMap): { strength: number; off: number } => {
  const { strength } = darkRidges(map, [0.37, 0.84]);
  let best = 0;
  for (let y = 12; y < SIZE - 12; y++)
    for (let x = 24; x < 40; x++) if (strength[y * SIZE + x]! > strength[best]!) best = y * SIZE + x;
  return { strength: strength[best]!, off: Math.abs(Math.floor(best / SIZE) - SIZE / 2) / PER_MM };
};

/** A Gaussian across, sigma in mm. */
const bandOf = (depth: number, y: number, mm: number): number => depth * Math.exp(-0.5 * (y / mm) ** 2);
const lineOf = (depth: number, y: number): number => bandOf(depth, y, 0.5);
/** From 0 to `depth` over a rim of so many mm. */
const rimOf = (depth: number, y: number, mm: number): number => depth / (1 + Math.exp((-1.7 * y) / mm));

it('a dark line is a ridge where it lies, whatever side the light comes from', () => {
  for (const slope of [0, 0.02, -0.02]) {
    const found = strongest(mapOf((_, y) => lineOf(0.15, y) + slope * y));
    expect(found.strength).toBeGreaterThan(0.04);
    expect(found.off).toBeLessThan(0.6);
  }
});

it.each([0.8, 1.5, 2.5])('the rim of a dark patch, %f mm wide, is no line', (mm) => {
  // What a dark circle of the drawn people is: .25 OD in red.
  expect(strongest(mapOf((_, y) => rimOf(0.25, y, mm))).strength).toBeLessThan(0.005);
});

it.each([2.4, 3, 4])('a hollow or a shadow, %f mm of sigma, is no line (0447)', (mm) => {
  expect(strongest(mapOf((_, y) => bandOf(0.25, y, mm))).strength).toBeLessThan(0.012);
});

it('a line inside a dark patch is told still', () => {
  const found = strongest(mapOf((_, y) => rimOf(0.25, y + 5, 1.5) + lineOf(0.15, y)));
  expect(found.strength).toBeGreaterThan(0.035);
  expect(found.off).toBeLessThan(0.6);
});

it('a line inside a hollow is told still', () => {
  const found = strongest(mapOf((_, y) => bandOf(0.25, y - 1, 2.4) + lineOf(0.15, y)));
  expect(found.strength).toBeGreaterThan(0.04);
  expect(found.off).toBeLessThan(0.6);
});
