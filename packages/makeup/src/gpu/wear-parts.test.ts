import { expect, test } from 'vitest';
import type { Film } from '../layers/film.ts';
import { POWDER } from '../layers/finish.ts';
import { bakeFilms } from '../look/film-table.ts';
import { ALL_PARTS, kindOf, needsOf, partsKey, partsOf } from './wear-parts.ts';

const film = (place: Film['place'], more: Partial<Film> = {}): Film => ({
  product: 'blush',
  place,
  color: '#a06050',
  coverage: 0.5,
  intensity: 1,
  finish: POWDER,
  ...more,
});
const skin = film({ on: 'skin', shape: null });
const lips = film({ on: 'lips', shape: { kind: 'all' } });
const line = film({ on: 'lips', shape: { kind: 'line', width: 2 } });
const pearl = { pearl: { color: '#ffffff', strength: 0.3, alpha: 0.4, glints: 0 } } as const;
const none = { skin: false, strokes: false, lips: false, pearl: false };

test.each([
  ['lips', [lips], { ...none, lips: true }],
  ['lips with pearl', [film(lips.place, pearl)], { ...none, lips: true, pearl: true }],
  ['skin', [skin], { ...none, skin: true }],
  // A line lies on skin beside the lips: hair and shade count there.
  ['a line', [line], { ...ALL_PARTS, pearl: false }],
  ['skin and lips', [skin, lips], { ...ALL_PARTS, pearl: false }],
  ['skin with pearl, and lips', [film(skin.place, pearl), lips], ALL_PARTS],
])('%s: a shader for just that', (_, films, parts) => {
  expect(partsOf(bakeFilms(films))).toEqual(parts);
});

test('kinds: a shade is none of its own, another place or finish may be', () => {
  const [red, brown] = ['#9b1c31', '#5a3a30'].map((color) => bakeFilms([film(lips.place, { color })]));
  expect(kindOf(red!)).toBe(kindOf(brown!));
  const others = [[lips, skin], [skin], [film(lips.place, pearl)]].map((films) => kindOf(bakeFilms(films)));
  expect(new Set([kindOf(red!), ...others]).size).toBe(4);
  expect(new Set([skin, lips, line].map((f) => partsKey(partsOf(bakeFilms([f]))))).size).toBe(3);
});

test('looks side by side need what any of them needs', () => {
  expect(needsOf([bakeFilms([skin]), bakeFilms([lips])])).toEqual({ skin: true, lips: true, chart: false });
});
