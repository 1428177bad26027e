import type { Lab } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { type FlatSkin, syntheticSkin } from '../testing/synthetic-skin.ts';
import type { GateResult, MeasureId, SkinColor } from '../types.ts';
import { type ConditionMap, prepareCondition } from './condition.ts';
import { FIND, MEASURE_IDS, measureAll } from './index.ts';
import { countRange, marksOf } from './marks.ts';
import { MDC95, toMeasure } from './measure.ts';

const MEDIUM: Lab = [60, 12, 18];
const LIGHT: Lab = [66, 11, 14];
const DEEP: Lab = [36, 15, 22];

const conditions = new Map<string, ConditionMap>();
/** Skin is drawn and prepared once for all tests that ask for the same; nothing writes to it. */
const conditionOf = (recipe: FlatSkin, pxPerMm = 2.6): ConditionMap => {
  const key = JSON.stringify([Object.entries(recipe).sort(), pxPerMm]);
  let condition = conditions.get(key);
  if (!condition) {
    const { map, labels } = syntheticSkin({ size: 512, mottle: 0.06, patches: 0.03, ...recipe });
    condition = prepareCondition(map, labels, { lab: recipe.lab, pxPerMm })!;
    conditions.set(key, condition);
  }
  return condition;
};
const readValue = (id: MeasureId, recipe: FlatSkin): number => FIND[id](conditionOf(recipe)).value;

const LADDERS: readonly (readonly [MeasureId, string, (step: number) => Partial<FlatSkin>])[] = [
  ['redness', 'flush', (s) => ({ flush: 0.25 * s })],
  ['spots', 'count', (s) => ({ spots: 9 * s, spotStrength: 0.45 })],
  ['evenness', 'blood mottle', (s) => ({ mottle: 0.06 + 0.1 * s })],
  ['evenness', 'pigment patches', (s) => ({ patches: 0.03 + 0.06 * s })],
  ['lines', 'depth', (s) => ({ lines: 10, lineStrength: 0.09 * s })],
  ['pores', 'depth', (s) => ({ pores: 0.25 * s })],
  ['shine', 'oil', (s) => ({ oil: 0.07 * s, oilArea: 0.6 })],
  ['dark-circles', 'under-eye', (s) => ({ underEye: 0.3 * s })],
  ['blemishes', 'count', (s) => ({ marks: 7 * s })],
  ['lips', 'tone and lines', (s) => ({ lipMottle: 0.08 * s, lipLines: 0.12 * s })],
];

describe('severity ladders rise without a single step back, on light and deep skin', () => {
  for (const [id, what, at] of LADDERS)
    it.each([
      ['light', LIGHT],
      ['deep', DEEP],
    ] as const)(`${id}, ${what}: %s`, (_, lab) => {
      const values = [0, 1, 2, 3].map((step) => readValue(id, { lab, ...at(step) }));
      for (let i = 1; i < values.length; i++) expect(values[i]!).toBeGreaterThan(values[i - 1]!);
    });
});

const skinOf = (lab: Lab): SkinColor => ({ lab, confidence: 'high', r90: 3 }) as unknown as SkinColor;
const PASS: GateResult[] = [{ id: 'eyes', level: 'pass', value: 2, hint: '' }];
const told = (
  recipe: FlatSkin,
  at: { pxPerMm?: number; gates?: GateResult[]; skin?: Partial<SkinColor> } = {},
) =>
  measureAll(conditionOf(recipe, at.pxPerMm), {
    gates: [...PASS, ...(at.gates ?? [])],
    skin: { ...skinOf(recipe.lab), ...at.skin } as SkinColor,
  });
const row = (list: ReturnType<typeof told>, id: MeasureId) => list.find((m) => m.id === id)!;

describe('a measure', () => {
  const everyday = { mottle: 0.12, patches: 0.05, flush: 0.25, marks: 6, underEye: 0.35, spots: 8, seed: 5 };

  it('comes with its regions, uncertainty, pixels and the change that counts', () => {
    const list = told({ lab: MEDIUM, ...everyday });
    expect(list.map((m) => m.id)).toEqual(MEASURE_IDS);
    for (const m of list) {
      expect(m.abstained, m.id).toBe(false);
      expect(m.score).toBeGreaterThanOrEqual(1);
      expect(m.score).toBeLessThanOrEqual(99);
      expect(m.mdc).toBeCloseTo(MDC95 * m.sem!, 0);
      expect(m.regions.length, m.id).toBeGreaterThan(0);
      expect(m.pixels).toBe(m.regions.reduce((s, r) => s + r.pixels, 0));
      for (const r of m.regions) expect(r.sem).toBeGreaterThanOrEqual(m.sem!);
    }
  });

  it('tells where: a flush is on cheeks and nose, not on the forehead', () => {
    const { regions } = row(told({ lab: MEDIUM, flush: 0.7 }), 'redness');
    const at = (id: string) => regions.find((r) => r.id === id)!.value;
    expect(at('nose')).toBeGreaterThan(3 * at('forehead'));
    expect(at('cheek-left')).toBeGreaterThan(3 * at('forehead'));
  });

  it('scores fall as the condition grows', () => {
    const calm = row(told({ lab: MEDIUM }), 'redness');
    const red = row(told({ lab: MEDIUM, flush: 1 }), 'redness');
    expect(calm.score!).toBeGreaterThan(red.score! + 20);
  });

  it('survives another exposure and white balance', () => {
    const base = readValue('redness', { lab: MEDIUM, ...everyday });
    const other = readValue('redness', { lab: MEDIUM, ...everyday, gain: [0.75, 0.7, 0.6] });
    expect(Math.abs(other - base) / base).toBeLessThan(0.15);
  });

  it('is less sure in doubtful light, and says so', () => {
    const [good, poor] = [1, 1.4].map((doubt) => {
      const map = conditionOf({ lab: MEDIUM, ...everyday });
      return toMeasure('redness', FIND.redness(map), { map, doubt });
    });
    expect(poor!.sem! / good!.sem!).toBeCloseTo(1.4, 1);
    expect([good!.reason, poor!.reason]).toEqual([undefined, 'uneven-light']);
  });

  it('dark circles tell what kind they are', () => {
    const parts = FIND['dark-circles'](conditionOf({ lab: MEDIUM, underEye: 0.8 })).parts;
    const at = (id: string) => parts.find((p) => p.id === id)!.value;
    // Drawn as blood first, a little pigment and shadow.
    expect(at('vascular')).toBeGreaterThan(at('pigment'));
    expect(at('vascular')).toBeGreaterThan(at('shadow'));
  });
});

describe('marks', () => {
  it('moles are found, masked out, never counted and never scored', () => {
    const bare = conditionOf({ lab: MEDIUM });
    const map = conditionOf({ lab: MEDIUM, moles: 5 });
    const { moles, spots, clear } = marksOf(map);
    expect(moles.length).toBeGreaterThanOrEqual(3);
    expect(spots).toHaveLength(marksOf(bare).spots.length);
    for (const mole of moles) for (const i of mole.texels) expect(clear[i]).toBe(0);
    for (const id of ['spots', 'evenness', 'redness', 'blemishes'] as const)
      expect(Math.abs(FIND[id](map).value - FIND[id](bare).value)).toBeLessThan(0.6);
  });

  it('a brown spot is no blemish and a red mark is no spot', () => {
    const brown = marksOf(conditionOf({ lab: MEDIUM, spots: 15 }));
    const red = marksOf(conditionOf({ lab: MEDIUM, marks: 15 }));
    expect(brown.spots.length).toBeGreaterThan(8);
    expect(brown.blemishes.length).toBeLessThanOrEqual(2);
    expect(red.blemishes.length).toBeGreaterThan(8);
    expect(red.spots.length).toBeLessThanOrEqual(2);
  });

  it('a count comes with its interval', () => {
    expect(countRange(0)[0]).toBe(0);
    const [low, high] = countRange(16);
    expect(low).toBeLessThan(12);
    expect(high).toBeGreaterThan(20);
  });

  it.each([2, 3, 4, 5, 6])('spots and pores read as less than an eighth of ten lines, face %i', (seed) => {
    const round = readValue('lines', { lab: MEDIUM, seed, spots: 20, pores: 0.3 });
    const lined = readValue('lines', { lab: MEDIUM, seed, lines: 10, lineStrength: 0.2 });
    expect(lined).toBeGreaterThan(0.3);
    expect(round).toBeLessThan(lined / 8);
  });
});

describe('abstentions', () => {
  it('tell nothing without a cheek', () => {
    const all = measureAll(null, { gates: PASS, skin: skinOf(MEDIUM) });
    expect(all.every((m) => m.abstained && m.reason === 'no-cheek' && m.pixels === 0)).toBe(true);
  });

  it('fine detail needs a larger face, broad colour does not', () => {
    const list = told({ lab: MEDIUM }, { pxPerMm: 1.2 });
    const ids = list.filter((m) => m.reason === 'come-closer').map((m) => m.id);
    expect(ids).toEqual(['spots', 'lines', 'pores', 'blemishes', 'lips']);
  });

  it.each([
    ['pass', 'even-light'],
    ['warn', 'one-light'],
  ] as const)('colours are not compared where the colour cannot be told, mixed light %s', (level, reason) => {
    const gates: GateResult[] = [{ id: 'mixed-light', level, value: 0, hint: '' }];
    const list = told({ lab: MEDIUM }, { gates, skin: { confidence: 'abstain' } });
    for (const id of ['redness', 'evenness', 'dark-circles', 'blemishes'] as const)
      expect(row(list, id)).toMatchObject({ abstained: true, score: null, mdc: null, reason });
  });

  it.each([
    ['eyes', 'dark-circles', 'open-eyes'],
    ['glasses', 'dark-circles', 'remove-glasses'],
    ['mixed-light', 'shine', 'one-light'],
    ['blur', 'lines', 'hold-still'],
    ['filter', 'pores', 'remove-filter'],
    ['surface', 'redness', 'bare-skin'],
  ] as const)('a warning of %s: %s says %s', (gate, id, reason) => {
    const list = told({ lab: MEDIUM }, { gates: [{ id: gate, level: 'warn', value: 0, hint: '' }] });
    // The last word of a gate counts: `eyes` passes in PASS.
    const gates: GateResult[] = [{ id: gate, level: 'warn', value: 0, hint: '' }];
    const rows =
      gate === 'eyes' ? measureAll(conditionOf({ lab: MEDIUM }), { gates, skin: skinOf(MEDIUM) }) : list;
    expect(row(rows, id).reason).toBe(reason);
  });

  it('an empty map gives no number that is not a number', () => {
    const { map, labels } = syntheticSkin({ lab: MEDIUM, size: 256 });
    expect(
      prepareCondition({ ...map, state: new Uint8Array(256 * 256) }, labels, { lab: MEDIUM, pxPerMm: 8 }),
    ).toBeNull();
  });
});
