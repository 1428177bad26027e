import { CarmineError } from '@carmine/errors';
import { parseLook } from '@carmine/makeup';
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
  const layer = { product: 'lipstick', color: '#aa5544', finish: 'gloss', coverage: 0.5 };
  expect(wardrobe.choose('L1')).toEqual({ sku: 'L1', layer, hidden: false });
  wardrobe.adjust('lipstick', { intensity: 0.4, finish: 'matte' });
  expect(wardrobe.worn('lipstick')?.layer).toEqual({ ...layer, finish: 'matte', intensity: 0.4 });
  expect(wardrobe.choose('L1')?.layer).toEqual({ ...layer, intensity: 0.4 });
  expect(wardrobe.choose('nope')).toBeNull();
  wardrobe.clear('lipstick');
  expect(wardrobe.worn('lipstick')).toBeNull();
});

test('a mix is a colour of no shade, and another shade ends it', () => {
  const wardrobe = stocked();
  const mix = [
    { color: '#f0f0f0', parts: 1 },
    { color: '#9b1c31', parts: 1 },
  ];
  expect(wardrobe.adjust('foundation', { mix })).toBeNull();
  const worn = wardrobe.adjust('lipstick', { mix })!;
  expect(worn).toMatchObject({ sku: '', layer: { product: 'lipstick', finish: 'cream', mix } });
  // The strong pigment wins: the mix lies nearer to the red than their mean does.
  expect(Number.parseInt((worn.layer as { color: string }).color.slice(3, 5), 16)).toBeLessThan(0x86);
  expect(parseLook(wardrobe.look).layers).toEqual([worn.layer]);
  expect(wardrobe.choose('L1')?.layer).not.toHaveProperty('mix');
});

test('a second shade can be taken away again', () => {
  const wardrobe = stocked();
  wardrobe.choose('L1');
  wardrobe.adjust('lipstick', { second: { style: 'ombre', color: '#d27a86' } });
  expect(parseLook(wardrobe.look).layers[0]).toMatchObject({ second: { style: 'ombre' } });
  expect(wardrobe.adjust('lipstick', { second: null })?.layer).not.toHaveProperty('second');
});

test('what is hidden is kept, but not on the face', () => {
  const wardrobe = stocked();
  wardrobe.choose('F1');
  wardrobe.choose('L1');
  const before = wardrobe.all;
  expect(wardrobe.all).toBe(before);
  wardrobe.toggle('foundation');
  expect(wardrobe.look.layers.map((l) => l.product)).toEqual(['lipstick']);
  expect(wardrobe.all.map((w) => [w.sku, w.hidden])).toEqual([
    ['F1', true],
    ['L1', false],
  ]);
  expect(wardrobe.adjust('foundation', { intensity: 0.5 })?.hidden).toBe(false);
  expect(wardrobe.toggle('blush')).toBeNull();
});

test('a look from elsewhere is followed; skus this shop has not are forgotten', () => {
  const wardrobe = stocked();
  wardrobe.choose('F1');
  const layer = { product: 'lipstick', color: '#112233', finish: 'vinyl' } as const;
  wardrobe.adopt({ version: 1, layers: [layer] }, { lipstick: 'gone' });
  expect(wardrobe.all).toEqual([{ sku: '', layer, hidden: false }]);
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
