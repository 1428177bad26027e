import { CarmineError } from '@carmine/errors';
import { converter } from 'culori';
import { describe, expect, it } from 'vitest';
import { adapt } from './adaptation.ts';
import { hexToLab, hexToLinear, hexToSrgb, labToHex, linearToHex } from './hex.ts';
import { D65_WHITE, labToLch, labToLinear, lchToLab, linearToLab, linearToXyz, xyzToLinear } from './lab.ts';
import { linearToOklab, oklabToLinear } from './oklab.ts';
import { decodeSrgb, linearToSrgb, linearToSrgb8, luminance, SRGB8_TO_LINEAR, srgbToLinear } from './srgb.ts';
import type { Triple } from './types.ts';

const close = (p: Triple, q: Triple, tolerance = 1e-6): void => {
  for (const k of [0, 1, 2] as const) expect(Math.abs(p[k] - q[k])).toBeLessThan(tolerance);
};

describe('sRGB transfer', () => {
  it.each([
    [0, 0],
    [0.04045, 0.04045 / 12.92],
    [0.5, 0.21404114],
    [1, 1],
  ])('decodes %f to %f', (v, linear) => expect(srgbToLinear(v)).toBeCloseTo(linear, 8));

  it('round-trips every 8-bit code, by formula and by table', () => {
    for (let i = 0; i < 256; i++) {
      expect(linearToSrgb8(SRGB8_TO_LINEAR[i] ?? Number.NaN)).toBe(i);
      expect(linearToSrgb(srgbToLinear(i / 255))).toBeCloseTo(i / 255, 9);
    }
  });

  it('clamps outside the gamut and swallows NaN', () => {
    expect([-1, 2, Number.NaN].map(linearToSrgb8)).toEqual([0, 255, 0]);
  });
});

describe('hex', () => {
  it.each(['', 'red', '#12', '#12345', '#1234567', '#11223344', '#gggggg', '9b1c31'])(
    'refuses %j with a typed error',
    (bad) => {
      expect(() => hexToSrgb(bad)).toThrow(CarmineError);
    },
  );
  it('refuses what is no string', () => {
    expect(() => hexToSrgb(undefined as unknown as string)).toThrow(CarmineError);
  });
  it.each(['#000000', '#ffffff', '#9b1c31', '#c68d60', '#292420'])(
    'round-trips %s through linear and Lab',
    (hex) => {
      expect(linearToHex(hexToLinear(hex))).toBe(hex);
      expect(labToHex(hexToLab(hex))).toBe(hex);
    },
  );
  it('takes the short and upper-case forms', () => expect(hexToSrgb('#F0a')).toEqual(hexToSrgb('#ff00aa')));
});

describe('Lab', () => {
  /** skin.md 2, computed CIELAB of the Monk swatches, one decimal. */
  it.each<[string, Triple]>([
    ['#f6ede4', [94.2, 1.5, 5.4]],
    ['#eadaba', [87.6, 0.5, 17.8]],
    ['#a07e56', [55.1, 7.8, 26.7]],
    ['#604134', [30.7, 11.7, 13.3]],
    ['#292420', [14.6, 1.5, 3.5]],
  ])('%s is %j', (hex, lab) => close(hexToLab(hex), lab, 0.07));

  it('has neutral white, grey and black', () => {
    close(linearToLab([1, 1, 1]), [100, 0, 0]);
    close(linearToLab([0.2, 0.2, 0.2]), [linearToLab([0.2, 0.2, 0.2])[0], 0, 0]);
    close(linearToLab([0, 0, 0]), [0, 0, 0]);
  });

  it('round-trips over and outside the gamut', () => {
    for (const L of [1, 20, 60, 95])
      for (const a of [-60, 0, 40])
        for (const b of [-50, 3, 70]) {
          close(linearToLab(labToLinear([L, a, b])), [L, a, b]);
          close(lchToLab(labToLch([L, a, b])), [L, a, b]);
        }
  });

  it('agrees with culori from encoded sRGB to Lab', () => {
    const toLab = converter('lab65');
    for (const rgb of [
      [0.2, 0.5, 0.9],
      [0.98, 0.02, 0.4],
      [0.76, 0.55, 0.38],
    ] as const) {
      const { l, a, b } = toLab({ mode: 'rgb', r: rgb[0], g: rgb[1], b: rgb[2] });
      close(linearToLab(decodeSrgb(rgb)), [l, a, b], 1e-9);
    }
  });

  it('gives the luminance that XYZ gives', () => {
    expect(luminance(0.3, 0.2, 0.1)).toBeCloseTo(linearToXyz([0.3, 0.2, 0.1])[1], 12);
    close(xyzToLinear(linearToXyz([0.3, 0.2, 0.1])), [0.3, 0.2, 0.1]);
  });
});

describe('OKLab and adaptation', () => {
  it('has OKLab white at 1, 0, 0 and comes back', () => {
    close(linearToOklab([1, 1, 1]), [1, 0, 0], 1e-5);
    close(oklabToLinear(linearToOklab([0.4, 0.1, 0.05])), [0.4, 0.1, 0.05]);
  });
  it('takes one white to the other, and D65 to D50 as Lindbloom lists it', () => {
    const D50: Triple = [0.96422, 1, 0.82521];
    close(adapt(D65_WHITE, D65_WHITE, D50), D50, 1e-9);
    // Lindbloom's Bradford D65 -> D50: first row 1.0478112 .0228866 -.0501270.
    expect(adapt([1, 0, 0], [0.95047, 1, 1.08883], D50)[0]).toBeCloseTo(1.0478112, 5);
    expect(adapt([0, 0, 1], [0.95047, 1, 1.08883], D50)[0]).toBeCloseTo(-0.050127, 5);
  });
});
