import { hexToLinear } from '@carmine/color';
import { expect, test } from 'vitest';
import { tokens } from './tokens.ts';

/** The default of a token, "#rrggbb". */
const token = (name: string): string => {
  const hex = new RegExp(`--carmine-${name}, (#[0-9a-f]{3,6})\\)`).exec(tokens.cssText)?.[1];
  if (!hex) throw new Error(`no default for --carmine-${name}`);
  return hex;
};

/** WCAG 2.2 contrast ratio. */
const contrast = (a: string, b: string): number => {
  const [x, y] = [a, b].map((name) => {
    const [r, g, bl] = hexToLinear(token(name));
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl + 0.05;
  }) as [number, number];
  return Math.max(x, y) / Math.min(x, y);
};

test.each([
  ['ink', 'surface', 4.5],
  ['ink', 'soft', 4.5],
  ['muted', 'surface', 4.5],
  ['muted', 'soft', 4.5],
  ['accent', 'surface', 4.5],
  ['on-accent', 'accent', 4.5],
  ['warn', 'soft', 3],
  ['good', 'surface', 3],
  ['border', 'surface', 3],
] as const)('%s on %s reaches %s:1', (a, b, least) => {
  expect(contrast(a, b)).toBeGreaterThanOrEqual(least);
});
