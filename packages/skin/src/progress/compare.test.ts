import { expect, it } from 'vitest';
import { MEASURE_IDS } from '../measures/index.ts';
import { abstain } from '../measures/measure.ts';
import type { GateResult, Measure, MeasureId, SkinReport, Triple } from '../types.ts';
import { compareReports } from './compare.ts';
import type { KeptReport } from './types.ts';

const measure = (id: MeasureId, score: number): Measure => ({
  ...abstain(id, ''),
  value: 1,
  score,
  sem: 4,
  mdc: 11.1,
  abstained: false,
});

interface Change {
  readonly scores?: Partial<Record<MeasureId, number | null>>;
  readonly lab?: Triple;
  readonly gates?: readonly GateResult[];
  readonly sha256?: string;
  readonly illuminant?: Triple;
  readonly size?: number;
  readonly read?: boolean;
}

const kept = (change: Change = {}, host: Omit<KeptReport, 'report'> = { device: 'phone' }): KeptReport => {
  const gates: GateResult[] = [
    { id: 'size', level: 'pass', value: change.size ?? 160, hint: '' },
    { id: 'yaw', level: 'pass', value: 3, hint: '' },
    { id: 'hard-light', level: 'pass', value: 0.2, hint: '' },
    ...(change.gates ?? []),
  ];
  const skin = { lab: change.lab ?? [60, 12, 18], confidence: 'high', r90: 3 };
  const report = {
    version: 1,
    model: { id: 'm', sha256: change.sha256 ?? 'a' },
    gates,
    skin: change.read === false ? null : skin,
    measures: MEASURE_IDS.map((id) => {
      const score = change.scores?.[id] === undefined ? 50 : change.scores[id];
      return score === null ? abstain(id, 'too-grainy') : measure(id, score);
    }),
    region: {},
    light: { exposure: 1, sigmaEv: 0.2, illuminant: change.illuminant ?? [1, 1, 1] },
    timings: {},
  } as unknown as SkinReport;
  return { report, ...host };
};

const row = (before: KeptReport, after: KeptReport, id: MeasureId) =>
  compareReports(before, after).measures.find((m) => m.id === id)!;

it('tells a change only beyond the minimal detectable change of both readings', () => {
  // 1.96 sqrt(4^2 + 4^2) = 11.1
  expect(row(kept(), kept({ scores: { redness: 61 } }), 'redness')).toMatchObject({
    change: 11,
    mdc: 11.1,
    verdict: 'no-visible-change',
    direction: null,
  });
  expect(row(kept(), kept({ scores: { redness: 62 } }), 'redness')).toMatchObject({
    verdict: 'changed',
    direction: 'calmer',
  });
  expect(row(kept(), kept({ scores: { evenness: 30 } }), 'evenness')).toMatchObject({
    direction: 'less-even',
  });
});

it.each([
  ['no-reading', kept({ read: false }), kept()],
  ['other-model', kept(), kept({ sha256: 'b' })],
  ['other-device', kept(), kept({}, { device: 'laptop' })],
  ['device-unknown', kept(), kept({}, {})],
  ['other-light', kept(), kept({ illuminant: [1.4, 0.95, 0.5] })],
  ['other-pose', kept(), kept({ gates: [{ id: 'pitch', level: 'pass', value: 11, hint: '' }] })],
  ['poor-picture', kept(), kept({ gates: [{ id: 'blur', level: 'warn', value: 0.55, hint: 'hold-still' }] })],
  [
    'wrong-order',
    kept({}, { device: 'phone', takenAt: '2026-05-02T10:00:00Z' }),
    kept({}, { device: 'phone', takenAt: '2026-05-01T10:00:00Z' }),
  ],
] as const)('%s: not comparable, no verdict', (reason, a, b) => {
  const { comparable, reasons, measures, colour } = compareReports(a, b);
  expect(comparable).toBe(false);
  expect(reasons).toContain(reason);
  expect(measures.every((m) => m.verdict === null && m.reason !== null)).toBe(true);
  expect(colour).toBeNull();
});

it('a measure that one picture could not tell is not compared, the others are', () => {
  const { measures } = compareReports(kept(), kept({ scores: { lines: null } }));
  expect(measures.filter((m) => m.reason === 'not-measured').map((m) => m.id)).toEqual(['lines']);
});

it('detail is compared only between faces of about the same size', () => {
  const { comparable, measures } = compareReports(kept(), kept({ size: 320 }));
  expect(comparable).toBe(true);
  expect(measures.filter((m) => m.reason === 'other-size').map((m) => m.id)).toEqual([
    'spots',
    'lines',
    'pores',
    'blemishes',
    'lips',
  ]);
});

it('colour is told in words that rank nothing', () => {
  expect(compareReports(kept(), kept({ lab: [60.3, 12.2, 18.1] })).colour!.verdict).toBe('no-visible-change');
  const deeper = compareReports(kept(), kept({ lab: [48, 13, 21] })).colour!;
  expect(deeper).toMatchObject({ verdict: 'changed', words: ['more-tanned'] });
  expect(compareReports(kept({ lab: [48, 13, 21] }), kept()).colour!.words).toEqual(['less-tanned']);
  expect(compareReports(kept(), kept({ lab: [60, 24, 18] })).colour!.words).toEqual(['redder']);
});
