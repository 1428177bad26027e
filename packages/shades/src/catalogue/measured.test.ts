import { deltaE2000, hexToLab } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { demoRecords } from '../demo/index.ts';
import { spectrumToXyz, standardColor } from './measured.ts';
import { parseCatalogue } from './parse.ts';

const base = { illuminant: 'D65', observer: '2', trust: 'T0' } as const;
const grey = (r: number): number[] => Array.from({ length: 31 }, () => r);
const row = (color: object, sku = 'M-1'): object => ({
  ...demoRecords()[0]!,
  sku,
  color: { trust: 'T0', ...color },
});

describe('spectra', () => {
  it.each([
    [1, 100],
    [0.184187, 50],
  ])('a flat reflectance of %s is a grey of L* %s', (r, L) => {
    const { lab } = standardColor({ ...base, spectrum: grey(r) })!;
    expect(lab[0]).toBeCloseTo(L, 2);
    expect(Math.hypot(lab[1], lab[2])).toBeLessThan(0.01);
  });

  it('weighs wavelengths by the eye: Y of a band at 550 nm is larger than at 450 or 650', () => {
    const band = (nm: number): number =>
      spectrumToXyz(grey(0).map((_, i) => (Math.abs(400 + 10 * i - nm) <= 10 ? 1 : 0)))[1];
    expect(band(550)).toBeGreaterThan(band(650) * 3);
    expect(band(650)).toBeGreaterThan(band(450));
  });

  it('gives a Lab to a record that has only a spectrum', () => {
    const slope = grey(0).map((_, i) => 0.2 + 0.01 * i);
    const { shades, errors } = parseCatalogue([row({ spectrum: slope })]);
    expect(errors).toEqual([]);
    const { lab, hex } = shades[0]!.color;
    expect(lab[1]).toBeGreaterThan(3);
    expect(lab[2]).toBeGreaterThan(8);
    expect(deltaE2000(hexToLab(hex), lab)).toBeLessThan(0.5);
  });
});

describe('geometry', () => {
  // skin.md 0.5: the surface term is about 4 L* at L* 60 and 10 at L* 35.
  it.each([
    [60, 4],
    [35, 10],
  ])('specular included at L* %s loses about %s L*', (L, drop) => {
    const { lab, sigma, converted } = standardColor({ ...base, lab: [L, 10, 15], geometry: 'd8-SCI' })!;
    expect(converted).toBe(true);
    expect(Math.abs(L - lab[0] - drop)).toBeLessThan(0.5);
    expect(sigma[0]).toBeGreaterThan(0.3);
    expect(sigma[1]).toBe(0);
  });

  it('makes deep shades more vivid by it, and keeps a black from turning negative', () => {
    const deep = standardColor({ ...base, lab: [35, 10, 12], geometry: 'd8-SCI' })!.lab;
    expect(Math.hypot(deep[1], deep[2])).toBeGreaterThan(Math.hypot(10, 12));
    expect(standardColor({ ...base, lab: [5, 0, 0], geometry: 'd8-SCI' })!.lab[0]).toBeGreaterThan(0);
  });

  it.each(['d8-SCE', '45-0', 'image', undefined] as const)('%s stays as it is', (geometry) => {
    expect(standardColor({ ...base, lab: [50, 10, 15], ...(geometry ? { geometry } : {}) })).toEqual({
      lab: [50, 10, 15],
      sigma: [0, 0, 0],
      converted: false,
    });
  });
});

describe('lights and observers', () => {
  it.each([
    ['D50', '2'],
    ['D65', '10'],
    ['A', '2'],
    ['C', '2'],
  ] as const)('%s/%s: white stays white', (illuminant, observer) => {
    const { lab } = standardColor({ ...base, lab: [100, 0, 0], illuminant, observer })!;
    for (const [k, v] of [100, 0, 0].entries()) expect(lab[k]).toBeCloseTo(v, 2);
  });

  it('a skin under A is less red and yellow under D65, under the 10 degree observer barely different', () => {
    const skin: [number, number, number] = [60, 18, 24];
    const daylight = standardColor({ ...base, lab: skin, illuminant: 'A' })!.lab;
    expect(daylight[1]).toBeLessThan(skin[1] - 2);
    expect(deltaE2000(standardColor({ ...base, lab: skin, observer: '10' })!.lab, skin)).toBeLessThan(3);
  });

  it('refuses C with 10 degrees by name', () => {
    const { errors } = parseCatalogue([row({ lab: [50, 10, 15], illuminant: 'C', observer: '10' })]);
    expect(errors).toMatchObject([
      { line: 1, field: 'color', message: expect.stringContaining('C with 10') },
    ]);
  });

  it('leaves a standard record behind that is not converted twice', () => {
    const { shades } = parseCatalogue([row({ lab: [50, 12, 18], illuminant: 'D50', geometry: 'd8-SCI' })]);
    expect(shades[0]!.color).toMatchObject({ illuminant: 'D65', observer: '2', geometry: 'd8-SCE' });
    expect(parseCatalogue(JSON.parse(JSON.stringify(shades))).shades).toEqual(shades);
  });
});
