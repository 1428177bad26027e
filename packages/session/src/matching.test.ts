import { type Lab, labToLinear, lchToLab, skinLocus } from '@carmine/color';
import { lipBaseOf, lipsticksFor } from '@carmine/shades';
import { demoCatalogue } from '@carmine/shades/demo';
import type { SkinReport } from '@carmine/skin';
import { describe, expect, it } from 'vitest';
import { matchReport } from './matching.ts';

const at = (L: number, dh = 0): Lab => lchToLab([L, skinLocus(L).chroma, skinLocus(L).hue + dh]);
const seen = (lab: Lab, light = 0.7) => ({
  rgb: labToLinear(lab).map((v) => v * light) as unknown as [number, number, number],
  pixels: 900,
});

const skinLab = at(58);
/** A report as the analyser gives it, of a cheek, a jaw and lips of these colours. */
const report = (jaw: Lab, lips: Lab, extra: Partial<SkinReport> = {}): SkinReport =>
  ({
    version: 1,
    model: { id: 'test', sha256: '' },
    gates: [
      { id: 'cast', level: 'warn', value: 0.03, hint: 'neutral-light' },
      { id: 'size', level: 'pass', value: 200, hint: '' },
      { id: 'hard-light', level: 'warn', value: 0.7, hint: 'turn-to-light' },
    ],
    skin: { lab: skinLab, cov: [1, 0, 0, 0, 0.4, 0, 0, 0, 0.5], confidence: 'medium' },
    measures: [],
    region: {
      ...Object.fromEntries(
        ['cheek-upper-left', 'cheek-upper-right', 'cheek-lower-left', 'cheek-lower-right'].map((id) => [
          id,
          seen(skinLab),
        ]),
      ),
      'jaw-left': seen(jaw),
      'jaw-right': seen(jaw),
      chin: seen(jaw),
      lips: seen(lips),
    },
    light: { exposure: 0.7, sigmaEv: 0.2, illuminant: [1.3, 0.95, 0.6] },
    timings: {},
    ...extra,
  }) as unknown as SkinReport;

const lips: Lab = [45, 25, 12];
const keys = (result: ReturnType<typeof matchReport>): string[] =>
  result.matches[0]!.reasons.map((r) => r.key);

describe('matchReport', () => {
  it('aims a foundation at the jaw and says so, a concealer at the cheek', () => {
    const yellow: Lab = [skinLab[0], skinLab[1] - 2.5, skinLab[2] + 2.5];
    const foundation = matchReport(report(yellow, lips), demoCatalogue, {}, '');
    expect(foundation.skin.lab[2]).toBeGreaterThan(skinLab[2] + 1);
    expect(keys(foundation)).toContain('jaw.warmer');
    const concealer = matchReport(report(yellow, lips), demoCatalogue, { type: 'concealer' }, '');
    expect(concealer.skin.lab).toEqual(skinLab);
  });

  it('tells why the reading is no better, its light and its date', () => {
    const result = matchReport(report(skinLab, lips), demoCatalogue, {}, '2026-11-22T10:00:00.000Z');
    const { reasons } = result.matches[0]!;
    expect(reasons.filter((r) => r.key === 'reading.cause').map((r) => r.values.cause)).toEqual([
      'cast',
      'hard-light',
    ]);
    expect(reasons).toContainEqual({ key: 'reading.light', values: { light: 'warm' } });
    expect(reasons.at(-1)).toMatchObject({ key: 'reading.when', values: { light: 'warm' } });
  });

  it('refuses a report without a colour and names the gate', () => {
    const blocked = report(skinLab, lips, {
      skin: null,
      gates: [{ id: 'eyes', level: 'block', value: 0, hint: 'open-eyes' }],
    });
    expect(() => matchReport(blocked, demoCatalogue, {}, '')).toThrow(/gate eyes/);
  });
});

describe('lips of a report', () => {
  it('are read against the cheek, so that the light of the picture cancels', () => {
    const base = lipBaseOf(report(skinLab, lips))!;
    for (const k of [0, 1, 2] as const) expect(base.lipLab[k]).toBeCloseTo(lips[k], 1);
    expect(base.lipCov![0]).toBeCloseTo(10, 6);
  });

  it('rank the lipsticks of the catalogue by goal', () => {
    const found = lipsticksFor(report(skinLab, lips), demoCatalogue, { goal: 'nude' });
    expect(found).toHaveLength(3);
    expect(found.reduce((s, m) => s + m.pBest, 0)).toBeLessThanOrEqual(1);
  });

  it('are not told where they were not seen', () => {
    const { lips: _gone, ...region } = report(skinLab, lips).region;
    const hidden = report(skinLab, lips, { region });
    expect(lipBaseOf(hidden)).toBeNull();
    expect(lipsticksFor(hidden, demoCatalogue, { goal: 'nude' })).toEqual([]);
  });
});
