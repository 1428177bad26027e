import { deltaE2000, hexToLab, type Lab, labToHex, labToLch, lchToLab, skinLocus } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { demoRecords } from '../demo/index.ts';
import { estimatedMap, looksLikeSwatches, mapFromAnchors } from './line-map.ts';
import { parseCatalogue } from './parse.ts';

const foundations = demoRecords().filter((r) => r.type === 'foundation' && r.line === 'Bare Silk Foundation');
const labOf = (i: number): Lab => foundations[i]!.color.lab as Lab;
/** How a brand's pictures might show a shade: lighter, more vivid, yellower. */
const picture = ([L, a, b]: Lab): Lab =>
  lchToLab([12 + 0.9 * L, Math.hypot(a, b) * 1.5, labToLch([L, a, b])[2] + 6]);
const swatch = (i: number): string => labToHex(picture(labOf(i)));
const published = (i: number) => ({
  ...foundations[i]!,
  color: { hex: swatch(i), trust: 'T3', on: 'swatch-image' },
});
const anchor = (i: number) => ({
  ...foundations[i]!,
  color: { lab: labOf(i), published: swatch(i), trust: 'T0' },
});

const meanError = (records: readonly object[]): number => {
  const { shades, errors } = parseCatalogue(records);
  expect(errors).toEqual([]);
  const open = shades.filter((s) => s.color.trust === 'T3');
  const of = (sku: string): Lab => labOf(foundations.findIndex((r) => r.sku === sku));
  return open.reduce((s, x) => s + deltaE2000(x.color.lab, of(x.sku)), 0) / open.length;
};
const line = (anchors: readonly number[]) =>
  foundations.map((_, i) => (anchors.includes(i) ? anchor(i) : published(i)));

describe('published colours', () => {
  it('come nearer to the truth with every anchor of the line', () => {
    const raw =
      foundations.reduce((s, _, i) => s + deltaE2000(picture(labOf(i)), labOf(i)), 0) / foundations.length;
    const [one, three, six] = [[20], [4, 20, 36], [2, 9, 17, 24, 31, 38]].map((a) => meanError(line(a)));
    expect(one!).toBeLessThan(raw * 0.7);
    expect(three!).toBeLessThan(one!);
    expect(six!).toBeLessThan(2.2);
  });

  it('take their doubt from the anchors, and more of it away from them', () => {
    const { shades } = parseCatalogue(line([2, 5, 8]));
    const [near, far] = [shades[4]!, shades[39]!];
    expect(near.color).toMatchObject({ map: 'anchors', published: swatch(4) });
    expect(near.color.sigma[0]).toBeLessThan(3);
    expect(far.color.sigma[0]).toBeGreaterThan(near.color.sigma[0] + 1);
  });

  it('without anchors are estimated: off the swatches, near the skin, in the same order, with more doubt', () => {
    const { shades } = parseCatalogue(line([]));
    const raw =
      foundations.reduce((s, _, i) => s + deltaE2000(picture(labOf(i)), labOf(i)), 0) / foundations.length;
    expect(meanError(line([]))).toBeLessThan(raw);
    for (const s of shades) {
      expect(s.color.map).toBe('estimated');
      expect(s.color.sigma[0]).toBeGreaterThan(8);
      expect(deltaE2000(hexToLab(s.color.hex), s.color.lab)).toBeLessThan(0.7);
    }
    const light = shades.map((s) => s.color.lab[0]);
    const before = foundations.map((_, i) => hexToLab(swatch(i))[0]);
    const order = before.map((_, i) => i).sort((p, q) => before[p]! - before[q]!);
    expect(order.every((i, n) => n === 0 || light[i]! >= light[order[n - 1]!]! - 1e-9)).toBe(true);
  });

  it('are not mapped twice', () => {
    for (const anchors of [[], [4, 20]]) {
      const { shades } = parseCatalogue(line(anchors));
      expect(parseCatalogue(JSON.parse(JSON.stringify(shades))).shades).toEqual(shades);
    }
  });

  it('stay as they are where they are skin colours already, numbers, or no skin product', () => {
    const skinLike = foundations.map((r, i) => ({ ...r, color: { hex: labToHex(labOf(i)), trust: 'T2' } }));
    const numbers = foundations.map((r, i) => ({ ...r, color: { lab: picture(labOf(i)), trust: 'T2' } }));
    const lips = demoRecords()
      .filter((r) => r.type === 'lip')
      .map((r) => ({ ...r, color: { hex: r.color.hex, trust: 'T3' } }));
    for (const records of [skinLike, numbers, lips])
      expect(parseCatalogue(records).shades.some((s) => s.color.map)).toBe(false);
  });
});

describe('a measured shade with another hex', () => {
  it('is shown by its measured colour; the hex is kept as published and anchors its line', () => {
    const record = { ...foundations[10]!, color: { lab: labOf(10), hex: '#ffe0c0', trust: 'T0' } };
    const { shades } = parseCatalogue([record]);
    expect(shades[0]!.color.published).toBe('#ffe0c0');
    expect(deltaE2000(hexToLab(shades[0]!.color.hex), labOf(10))).toBeLessThan(0.5);
  });
});

describe('maps', () => {
  it('one anchor gives a shift for its neighbours', () => {
    const map = mapFromAnchors([{ published: [70, 10, 20], measured: [60, 9, 16] }]);
    const { lab } = map([68, 10, 20]);
    expect(lab[0]).toBeGreaterThan(57.9);
    expect(lab[0]).toBeLessThan(59.5);
  });

  it('never turns a line over, whatever the anchors say', () => {
    const map = mapFromAnchors([
      { published: [40, 12, 18], measured: [70, 12, 18] },
      { published: [50, 12, 18], measured: [60, 12, 18] },
      { published: [60, 12, 18], measured: [50, 12, 18] },
      { published: [70, 12, 18], measured: [40, 12, 18] },
    ]);
    expect(map([70, 12, 18]).lab[0]).toBeGreaterThan(map([40, 12, 18]).lab[0]);
  });

  it('knows swatches from skin', () => {
    const skin = [30, 45, 60, 75].map((L): Lab => lchToLab([L, skinLocus(L).chroma, skinLocus(L).hue]));
    expect(looksLikeSwatches(skin)).toBe(false);
    expect(looksLikeSwatches(skin.map(([L, a, b]): Lab => [L, 2 * a, 2 * b]))).toBe(true);
    expect(estimatedMap([70.8, 13.7, 26.1]).lab[0]).toBeCloseTo(59, 1);
  });
});
