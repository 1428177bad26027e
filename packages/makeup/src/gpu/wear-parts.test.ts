import { expect, test } from 'vitest';
import type { Film } from '../layers/film.ts';
import { POWDER } from '../layers/finish.ts';
import { bakeFilms } from '../look/film-table.ts';
import { kindOf, needsOf, partsOf, type WearParts } from './wear-parts.ts';

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
const flakes = { pearl: { ...pearl.pearl, glints: 0.2 } };
const stroke = film({ on: 'stroke', stroke: { key: 'test-stroke' } as never });

/** What a shader has, in a word. */
const said = (parts: WearParts | null): string =>
  parts
    ? Object.entries(parts)
        .filter(([, has]) => has)
        .map(([part]) => part)
        .join(' ')
    : 'none';

test.each([
  ['lips', [lips], { lips: 'lips', strokes: 'none', skin: 'none' }],
  ['lips with pearl', [film(lips.place, pearl)], { lips: 'lips pearl', strokes: 'none', skin: 'none' }],
  [
    'lips with flakes',
    [film(lips.place, flakes)],
    { lips: 'lips pearl glint', strokes: 'none', skin: 'none' },
  ],
  ['skin', [skin], { lips: 'none', strokes: 'none', skin: 'skin' }],
  // A line lies on skin beside the lips: hair and shade count there.
  ['a line', [line], { lips: 'skin lips', strokes: 'none', skin: 'none' }],
  ['a stroke', [stroke], { lips: 'none', strokes: 'skin strokes', skin: 'none' }],
  ['skin and lips', [skin, lips], { lips: 'skin lips', strokes: 'none', skin: 'skin' }],
  ['all', [skin, stroke, lips], { lips: 'skin strokes lips', strokes: 'skin strokes', skin: 'skin' }],
  [
    'skin with pearl, and lips',
    [film(skin.place, pearl), lips],
    { lips: 'skin lips pearl', strokes: 'none', skin: 'skin pearl' },
  ],
  [
    'skin with flakes, and lips',
    [film(skin.place, flakes), lips],
    { lips: 'skin lips pearl glint', strokes: 'none', skin: 'skin pearl glint' },
  ],
  [
    'skin, a stroke and lips with pearl',
    [skin, stroke, film(lips.place, pearl)],
    { lips: 'skin strokes lips pearl', strokes: 'skin strokes', skin: 'skin' },
  ],
])('%s: shaders for just that', (_, films, parts) => {
  const made = partsOf(bakeFilms(films));
  expect({ lips: said(made.lips), strokes: said(made.strokes), skin: said(made.skin) }).toEqual(parts);
});

test('kinds: a shade is none of its own, another place or finish may be', () => {
  const [red, brown] = ['#9b1c31', '#5a3a30'].map((color) => bakeFilms([film(lips.place, { color })]));
  expect(kindOf(red!)).toBe(kindOf(brown!));
  const others = [[lips, skin], [skin], [line], [film(lips.place, pearl)], [film(lips.place, flakes)]];
  expect(new Set([red!, ...others.map(bakeFilms)].map(kindOf)).size).toBe(6);
});

test('looks side by side need what any of them needs', () => {
  expect(needsOf([bakeFilms([skin]), bakeFilms([lips])])).toEqual({ skin: true, lips: true, chart: false });
});
