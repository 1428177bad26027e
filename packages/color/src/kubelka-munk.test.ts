import { describe, expect, it } from 'vitest';
import { hexToLinear } from './hex.ts';
import { contrastRatio, film, filmOver, productFilm, solveScattering } from './kubelka-munk.ts';
import type { LinearRgb } from './types.ts';

/** Six foundations from light to deep, rendering.md 1.3. */
const FOUNDATIONS = ['#f1d3b8', '#e0b48c', '#c68d60', '#9a6540', '#6b432b', '#44291d'];

describe('Kubelka-Munk film', () => {
  it.each(FOUNDATIONS)('%s: the solved thickness gives the asked contrast ratio', (hex) => {
    for (const cr of [0.1, 0.3, 0.6, 0.9, 0.97])
      expect(contrastRatio(productFilm(hexToLinear(hex), cr))).toBeCloseTo(cr, 6);
  });

  it('needs the scattering powers of rendering.md 1.3: .41/1.19/3.40 for the light shade, .09/.14/.23 for the deep one', () => {
    const rows: [string, number[]][] = [
      ['#f1d3b8', [0.41, 1.19, 3.4]],
      ['#44291d', [0.09, 0.14, 0.23]],
    ];
    for (const [hex, expected] of rows)
      for (const [i, cr] of [0.3, 0.6, 0.9].entries()) {
        const x = solveScattering(hexToLinear(hex), cr);
        expect(Math.abs(x - expected[i]!), `${hex} CR ${cr}: ${x}`).toBeLessThan(0.12 * expected[i]! + 0.01);
      }
  });

  it('is nothing at zero amount and the masstone at full cover', () => {
    const skin: LinearRgb = [0.45, 0.28, 0.2];
    const r = hexToLinear('#9b1c31');
    const none = filmOver(productFilm(r, 0.75, 0), skin);
    const full = filmOver(film(r, 400), skin);
    for (const k of [0, 1, 2] as const) {
      expect(none[k]).toBeCloseTo(skin[k], 9);
      expect(full[k]).toBeCloseTo(Math.max(0.004, r[k]), 6);
    }
  });

  it('leaves a substrate of its own masstone unchanged at any thickness', () => {
    const r = hexToLinear('#c68d60');
    for (const x of [0.1, 1, 10]) {
      const y = filmOver(film(r, x), r);
      for (const k of [0, 1, 2] as const) expect(y[k]).toBeCloseTo(r[k], 9);
    }
  });

  it('adds up: two half films are one whole film', () => {
    const r = hexToLinear('#b3122d');
    const skin: LinearRgb = [0.3, 0.2, 0.15];
    const twice = filmOver(film(r, 0.4), filmOver(film(r, 0.4), skin));
    const once = filmOver(film(r, 0.8), skin);
    for (const k of [0, 1, 2] as const) expect(twice[k]).toBeCloseTo(once[k], 9);
  });

  it('moves steadily from skin to product as the amount grows', () => {
    const r = hexToLinear('#3b1620');
    const greens = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
      (m) => filmOver(productFilm(r, 0.9, m), [0.4, 0.3, 0.25])[1],
    );
    expect([...greens].sort((a, b) => b - a)).toEqual(greens);
  });
});
