import type { Lab } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { type SkinRecipe, syntheticSkin } from '../testing/synthetic-skin.ts';
import type { GateResult, MeasureId, SkinColor } from '../types.ts';
import { prepareCondition } from './condition.ts';
import { darkCircles } from './dark-circles.ts';
import { evenness } from './evenness.ts';
import { measureAll } from './index.ts';
import { redness } from './redness.ts';
import { shine } from './shine.ts';
import { findSpots, spots } from './spots.ts';

const MEDIUM: Lab = [60, 12, 18];
const LIGHT: Lab = [66, 11, 14];
const TAN: Lab = [48, 14.5, 26];
const DEEP: Lab = [36, 16.5, 28.5];

const conditionOf = (recipe: SkinRecipe, pxPerMm = 8) => {
  const { map, labels } = syntheticSkin({ size: 256, mottle: 0.06, patches: 0.03, ...recipe });
  return prepareCondition(map, labels, { lab: recipe.lab, pxPerMm })!;
};

const FIND = { redness, spots, evenness, shine, 'dark-circles': darkCircles };
const levelOf = (id: MeasureId, recipe: SkinRecipe): number =>
  FIND[id](conditionOf({ size: id === 'spots' ? 384 : 256, ...recipe })).value;

const LADDERS: readonly (readonly [MeasureId, string, (step: number) => Partial<SkinRecipe>])[] = [
  ['redness', 'flush', (s) => ({ flush: 0.15 * s })],
  ['redness', 'marks', (s) => ({ marks: 15 * s })],
  ['spots', 'count', (s) => ({ spots: 15 * s, spotStrength: 0.6 })],
  ['evenness', 'blood mottle', (s) => ({ mottle: 0.06 + 0.08 * s })],
  ['evenness', 'pigment patches', (s) => ({ patches: 0.03 + 0.06 * s })],
  ['shine', 'strength', (s) => ({ gloss: 0.07 * s, glossArea: 0.6 })],
  ['dark-circles', 'under-eye', (s) => ({ underEye: 0.25 * s })],
];

describe('severity ladders rise without a single step back, on light and deep skin', () => {
  for (const [id, what, at] of LADDERS)
    it.each([
      ['light', LIGHT],
      ['deep', DEEP],
    ] as const)(`${id}, ${what}: %s`, (_, lab) => {
      const values = [0, 1, 2, 3].map((step) => levelOf(id, { lab, ...at(step) }));
      for (let i = 1; i < values.length; i++) expect(values[i]!).toBeGreaterThan(values[i - 1]!);
    });
});

const skinOf = (lab: Lab): SkinColor => ({ lab, confidence: 'high', r90: 3 }) as unknown as SkinColor;
const PASS: GateResult[] = [{ id: 'eyes', level: 'pass', value: 2, hint: '' }];
const scores = (recipe: SkinRecipe, pxPerMm = 8) =>
  measureAll(conditionOf(recipe, pxPerMm), { gates: PASS, skin: skinOf(recipe.lab) });

describe('scores', () => {
  const everyday = { mottle: 0.12, patches: 0.05, flush: 0.25, marks: 6, underEye: 0.35, seed: 5 };

  it('do not drift with melanin: the same skin on three tones', () => {
    const rows = [LIGHT, TAN, DEEP].map((lab) => scores({ lab, ...everyday }));
    for (const id of ['redness', 'dark-circles'] as const) {
      const list = rows.map((row) => row.find((m) => m.id === id)!.score!);
      expect(Math.max(...list) - Math.min(...list)).toBeLessThanOrEqual(30);
    }
  });

  it('fall as the condition grows', () => {
    const calm = scores({ lab: MEDIUM }).find((m) => m.id === 'redness')!;
    const red = scores({ lab: MEDIUM, flush: 1.4, marks: 30, mottle: 0.35 }).find((m) => m.id === 'redness')!;
    expect(calm.score!).toBeGreaterThan(red.score! + 20);
    expect(red.sem!).toBeGreaterThan(0);
  });

  it('survive another exposure and white balance', () => {
    const base = levelOf('redness', { lab: MEDIUM, ...everyday });
    const other = levelOf('redness', { lab: MEDIUM, ...everyday, gain: [0.75, 0.7, 0.6] });
    expect(Math.abs(other - base) / base).toBeLessThan(0.15);
  });

  it('one layer leaks little into the others', () => {
    const base = { lab: MEDIUM, ...everyday };
    const z = (id: MeasureId, recipe: SkinRecipe): number => levelOf(id, recipe);
    expect(Math.abs(z('redness', { ...base, spots: 25 }) / z('redness', base) - 1)).toBeLessThan(0.15);
    expect(Math.abs(z('dark-circles', { ...base, flush: 0.5 }) - z('dark-circles', base))).toBeLessThan(1.5);
  });
});

describe('spots', () => {
  it('keeps moles apart: found, not counted', () => {
    const map = conditionOf({ lab: MEDIUM, moles: 4, size: 384 });
    const field = [...map.ok.keys()].filter((i) => map.ok[i] && map.labels[i]! > 0);
    expect(findSpots(map, field).filter((s) => s.apart).length).toBeGreaterThanOrEqual(2);
    // Four moles are 80 mm2; what is left is another draw of the same random skin.
    expect(Math.abs(spots(map).value - levelOf('spots', { lab: MEDIUM }))).toBeLessThan(1.5);
  });

  it('abstains below 6 px per mm and says how to help', () => {
    const row = scores({ lab: MEDIUM }, 3).find((m) => m.id === 'spots')!;
    expect(row).toMatchObject({ abstained: true, value: null, score: null, reason: 'come-closer' });
  });
});

describe('abstentions', () => {
  it('tell nothing without a cheek', () => {
    const all = measureAll(null, { gates: PASS, skin: skinOf(MEDIUM) });
    expect(all.every((m) => m.abstained && m.reason === 'no-cheek')).toBe(true);
  });
  it.each([
    ['pass', 'even-light'],
    ['warn', 'one-light'],
  ] as const)('colours are not compared where the colour cannot be told, mixed light %s', (level, reason) => {
    const skin = { ...skinOf(MEDIUM), confidence: 'abstain' } as const;
    const gates: GateResult[] = [...PASS, { id: 'mixed-light', level, value: 0, hint: '' }];
    for (const row of measureAll(conditionOf({ lab: MEDIUM }), { gates, skin }))
      if (['redness', 'evenness', 'dark-circles'].includes(row.id))
        expect(row).toMatchObject({ abstained: true, score: null, reason });
  });
  it('dark circles need open eyes, shine one light', () => {
    const gates: GateResult[] = [
      { id: 'eyes', level: 'warn', value: 0, hint: '' },
      { id: 'mixed-light', level: 'warn', value: 0.2, hint: '' },
    ];
    const all = measureAll(conditionOf({ lab: MEDIUM }), { gates, skin: skinOf(MEDIUM) });
    const reason = (id: MeasureId) => all.find((m) => m.id === id)!.reason;
    expect(reason('dark-circles')).toBe('open-eyes');
    expect(reason('shine')).toBe('one-light');
  });
  it('an empty map gives no number that is not a number', () => {
    const { map, labels } = syntheticSkin({ lab: MEDIUM, size: 256 });
    expect(
      prepareCondition({ ...map, state: new Uint8Array(256 * 256) }, labels, { lab: MEDIUM, pxPerMm: 8 }),
    ).toBeNull();
  });
});
