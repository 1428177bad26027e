import { CarmineError } from '@carmine/errors';
import type { Phase, TryOnState } from '@carmine/session';
import { expect, test } from 'vitest';
import { domEventName } from './events.ts';
import { productsOf, type Scene, sceneOf } from './views.ts';
import { Wardrobe } from './wardrobe.ts';

const at = (phase: Phase): TryOnState => ({ phase }) as TryOnState;
const denied = new CarmineError('camera-denied');

test.each<[Phase | null, boolean, boolean, Scene]>([
  [null, false, false, 'start'],
  [null, true, false, 'loading'],
  ['idle', false, false, 'start'],
  ['loading', false, false, 'loading'],
  ['live', false, false, 'mirror'],
  ['still', false, true, 'mirror'],
  ['live', true, false, 'mirror'],
  ['idle', false, true, 'error'],
  ['error', false, true, 'error'],
  ['error', true, true, 'loading'],
  ['ended', false, true, 'error'],
  ['ended', false, false, 'start'],
])('phase %s, starting %s, error %s shows the %s scene', (phase, starting, failed, scene) => {
  const view = { state: phase && at(phase), starting, error: failed ? denied : null };
  expect(sceneOf(view)).toBe(scene);
});

test('DOM events are named after their envelopes', () => {
  expect(domEventName('com.carmine.shade.applied.v1')).toBe('carmine-shade-applied');
  expect(domEventName('com.carmine.sdk.error.v1')).toBe('carmine-sdk-error');
});

const row = (sku: string, type: 'lip' | 'foundation', finish: string) => ({
  schema: 'shade/1',
  sku,
  brand: 'B',
  line: 'L',
  name: sku,
  type,
  color: { hex: '#aa5544', trust: 'T0' },
  finish,
  coverage: { cr: 0.5 },
  locale: { 'zh-TW': { name: `${sku} 台`, line: '線' } },
});

const stocked = (): Wardrobe => {
  const wardrobe = new Wardrobe();
  wardrobe.setCatalogue(
    JSON.stringify([row('F1', 'foundation', 'dewy'), row('L1', 'lip', 'gloss'), row('L2', 'lip', 'glitter')]),
  );
  return wardrobe;
};

test('a catalogue with a broken row keeps the good ones and counts the fault', () => {
  const wardrobe = stocked();
  expect(wardrobe.shades.map((s) => s.sku)).toEqual(['F1', 'L1']);
  expect(wardrobe.broken).toBe(1);
});

test('choosing takes the shade’s own finish and keeps the amount last used', () => {
  const wardrobe = stocked();
  expect(wardrobe.choose('L1')).toEqual({ sku: 'L1', finish: 'gloss', intensity: 1 });
  wardrobe.adjust('lipstick', { intensity: 0.4, finish: 'matte' });
  expect(wardrobe.choose('L1')).toEqual({ sku: 'L1', finish: 'gloss', intensity: 0.4 });
  expect(wardrobe.choose('nope')).toBeNull();
  wardrobe.clear('lipstick');
  expect(wardrobe.worn('lipstick')).toBeNull();
});

test('words follow the locale and fall back to the record', () => {
  const wardrobe = stocked();
  wardrobe.setLocale('zh-TW');
  expect(wardrobe.find('L1')).toMatchObject({ name: 'L1 台', lineName: '線' });
  wardrobe.setLocale('en');
  expect(wardrobe.find('L1')).toMatchObject({ name: 'L1', lineName: 'L' });
});

test('products offered: those asked for that the catalogue has', () => {
  const wardrobe = stocked();
  expect(productsOf('', wardrobe)).toEqual(['foundation', 'lipstick']);
  expect(productsOf('lipstick', wardrobe)).toEqual(['lipstick']);
  expect(productsOf('lipstick, blush', wardrobe)).toEqual(['lipstick']);
  expect(productsOf('', new Wardrobe())).toEqual([]);
});
