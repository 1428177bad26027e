/** Prints the quantiles of retail swatches that src/catalogue/line-map.ts rests on. Run: tsx swatch-quantiles.ts (needs ../shared/data/catalogue). */
import { readFileSync } from 'node:fs';
import { hexToLab, labToLch, type Triple } from '@carmine/color';

const text = readFileSync(
  new URL('../../../shared/data/catalogue/foundation-shades.csv', import.meta.url),
  'utf8',
);
const swatches = text
  .split('\n')
  .flatMap((row) => row.match(/#[0-9A-Fa-f]{6}/g)?.slice(-1) ?? [])
  .map((hex): Triple => labToLch(hexToLab(hex)))
  .sort((p, q) => p[0] - q[0]);
/** Chroma and hue: the median of the 240 swatches around. */
const around = (i: number, k: 1 | 2): number => {
  const near = swatches.slice(Math.max(0, i - 120), i + 120).map((p) => p[k]);
  return near.sort((p, q) => p - q)[near.length >> 1]!;
};
for (const p of [0.005, 0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95, 0.995]) {
  const i = Math.floor(p * swatches.length);
  console.log(
    [p, swatches[i]![0], around(i, 1), around(i, 2)].map((v, n) => (n ? v.toFixed(1) : v)).join(' | '),
  );
}
