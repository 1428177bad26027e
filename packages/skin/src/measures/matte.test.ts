import type { Lab } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { type FlatSkin, syntheticSkin } from '../testing/synthetic-skin.ts';
import type { MeasureId } from '../types.ts';
import { type ConditionMap, prepareCondition } from './condition.ts';
import { FIND } from './index.ts';
import { toMeasure } from './measure.ts';

const LABS: Readonly<Record<'light' | 'tan' | 'deep', Lab>> = {
  light: [66, 11, 14.5],
  tan: [52, 13.5, 21],
  deep: [36, 13, 18],
};
const ORDINARY = { mottle: 0.12, patches: 0.06, spots: 8, spotStrength: 0.45, marks: 5, flush: 0.3 } as const;

const conditionOf = (lab: Lab, recipe: Omit<FlatSkin, 'lab'>): ConditionMap => {
  const { map, labels } = syntheticSkin({ size: 512, ...ORDINARY, ...recipe, lab });
  return prepareCondition(map, labels, { lab, pxPerMm: 2.6 })!;
};

/** What a layer of the measure's own adds, and the share of it by which a sheen may pass for it. */
const MORE: readonly [MeasureId, Omit<FlatSkin, 'lab'>, most: number][] = [
  ['evenness', { mottle: 0.3, patches: 0.14 }, 0.08],
  ['spots', { spots: 24 }, 0.15],
  ['redness', { flush: 0.8 }, 0.1],
  ['dark-circles', { underEye: 0.5 }, 0.1],
];

describe.each(Object.entries(LABS))('an oily sheen on %s skin', (_, lab) => {
  const plain = conditionOf(lab, { seed: 3 });
  const oily = conditionOf(lab, { seed: 3, oil: 0.15, oilArea: 0.6 });
  it.each(MORE)('hardly moves %s', (id, more, most) => {
    const read = (map: ConditionMap): number => FIND[id](map).value;
    const own = read(conditionOf(lab, { seed: 3, ...more })) - read(plain);
    expect(own).toBeGreaterThan(0);
    expect(Math.abs(read(oily) - read(plain))).toBeLessThan(most * own);
  });
  it('leaves skin without it as it was seen', () => {
    const share = ({ matte, ok }: ConditionMap): number =>
      matte.reduce((s, v) => s + v, 0) / ok.reduce((s, v) => s + v, 0);
    expect(share(plain)).toBeGreaterThan(0.9);
    expect(share(oily)).toBeLessThan(share(plain));
  });
});

describe('a face that shines all over', () => {
  const seen = conditionOf(LABS.tan, { seed: 3 });
  const none = new Uint8Array(seen.ok.length);
  const told = (id: MeasureId, map: ConditionMap): string | undefined =>
    toMeasure(id, FIND[id](map), { map, doubt: 1 }).reason;
  it('says that shine hides its colour, and tells what is none', () => {
    expect(told('evenness', { ...seen, matte: none })).toBe('too-shiny');
    expect(told('spots', { ...seen, matte: none })).toBe('too-shiny');
    expect(told('lines', { ...seen, matte: none })).toBeUndefined();
  });
  it('is not said of a face that is not seen', () => {
    expect(told('evenness', { ...seen, ok: none, matte: none })).toBe('too-little-skin');
  });
});
