import { expect, it } from 'vitest';
import { type FlatSkin, syntheticSkin } from '../testing/synthetic-skin.ts';
import { prepareCondition } from './condition.ts';
import { shine } from './shine.ts';

const read = (recipe: Omit<FlatSkin, 'lab'>, lab: FlatSkin['lab'] = [66, 11, 14.5]): number => {
  const { map, labels } = syntheticSkin({ size: 512, mottle: 0.08, patches: 0.05, ...recipe, lab });
  return shine(prepareCondition(map, labels, { lab, pxPerMm: 2.6 })!).value;
};

it.each([
  ['flushed cheeks, beside which the rest is pale', { flush: 0.8 }],
  ['patches of paler skin', { patches: 0.12, mottle: 0.2 }],
  ['light from one side', { sideLight: 0.5 }],
])('%s do not shine', (_, recipe) => {
  const oily = read({ oil: 0.2, oilArea: 0.6 });
  expect(oily).toBeGreaterThan(0.5);
  expect(Math.abs(read(recipe) - read({}))).toBeLessThan(0.15 * oily);
});
