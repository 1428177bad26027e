import { describe, expect, test } from 'vitest';
import { MAP_SIZE } from '../geometry/face-map.ts';
import type { FacePoint } from '../layers/face-shape.ts';
import type { Film } from '../layers/film.ts';
import { POWDER } from '../layers/finish.ts';
import { PRODUCTS } from '../layers/index.ts';
import { ON_LIPS, ON_SKIN, readFilmRow } from '../look/film-row.ts';
import { bakeFilms, bakeLook } from '../look/film-table.ts';
import { parseLook } from '../look/look.ts';
import { summaryOf } from './film-summary.ts';
import { listsOf, TILE_EVENS, TILE_GLINTS, TILE_SHINES, TILES } from './shape-tiles.ts';

const film = (place: Film['place'], more: Partial<Film> = {}): Film => ({
  product: 'blush',
  place,
  color: '#a06050',
  coverage: 0.5,
  intensity: 1,
  finish: POWDER,
  ...more,
});
const skin = film({ on: 'skin', shape: null }, { evening: 0.4 });
const shaped = (key: string, amount: (p: FacePoint) => number) =>
  film({ on: 'skin', shape: { key: `summary-${key}`, amount } });
const lips = film({ on: 'lips', shape: { kind: 'all' } });
const pearl = { color: '#ffffff', strength: 0.3, alpha: 0.4 };
const line = film({ on: 'lips', shape: { kind: 'line', width: 2 } });

describe('summaryOf', () => {
  test('ranges of the kinds; none is an empty one', () => {
    const s = summaryOf(bakeFilms([skin, shaped('a', () => 1), skin, line, lips]));
    expect(s).toMatchObject({ whole: 2, onSkin: true, from: [99, 3], to: [0, 5] });
    expect(summaryOf(bakeFilms([lips]))).toMatchObject({
      whole: 0,
      onSkin: false,
      from: [99, 0],
      to: [0, 1],
    });
    expect(s.line).toBe(2);
  });

  test('evening: of all films on the skin at once, of shapes one by one', () => {
    const [a, b] = [{ ...shaped('a', () => 1), lift: 0.4 }, shaped('b', () => 1)];
    const more = { ...skin, evening: 0.5, lift: 0.1 };
    const s = summaryOf(bakeFilms([skin, b, a, b, more]));
    expect(s.even.map((v) => Number(v.toFixed(3)))).toEqual([0.5, 0.1]);
    expect([s.evenFrom, s.evenTo]).toEqual([2, 3]);
    expect(summaryOf(bakeFilms([b]))).toMatchObject({ even: [0, 0], evenFrom: 99, evenTo: 0 });
  });

  test.each([
    ['even pearl', { pearl: { ...pearl, glints: 0 } }, { pearl: 1, glint: 0, shine: 1 }],
    ['pearl with flakes', { pearl: { ...pearl, glints: 0.2 } }, { pearl: 1, glint: 1, shine: 1 }],
    ['flakes alone', { pearl: { ...pearl, glints: 1 } }, { pearl: 1, glint: 1, shine: 1 }],
    ['black pearl', { pearl: { ...pearl, strength: 0, glints: 0.2 } }, { pearl: 0, glint: 0, shine: 0 }],
    ['metal', { finish: { ...POWDER, metal: 1 } }, { pearl: 0, glint: 1, shine: 1 }],
    ['lobe', { finish: { ...POWDER, lobe: 0.2 } }, { pearl: 0, glint: 0, shine: 1 }],
    ['nothing', {}, { pearl: 0, glint: 0, shine: 0 }],
  ])('%s', (_, more, { pearl, glint, shine }) => {
    const own = { ...skin, ...more };
    expect(summaryOf(bakeFilms([own, lips]))).toMatchObject({
      pearl: [pearl, 0, 0, 0],
      glint: [glint, 0, 0, 0],
      shine: [shine, 0, 0, 0],
    });
    expect(summaryOf(bakeFilms([skin, { ...lips, ...more }]))).toMatchObject({
      pearl: [0, 0, 0, pearl],
      glint: [0, 0, 0, glint],
      shine: [0, 0, 0, shine],
    });
  });
});

test('films of every product lie in the order in which the shaders go through them: skin, strokes, lips', () => {
  const color = '#a06050';
  const layers = PRODUCTS.map(({ product }) =>
    product === 'eyeshadow'
      ? { product, zones: [{ zone: 'lid', color }] }
      : {
          product,
          color,
          ...(product === 'foundation' ? { finish: 'matte' } : {}),
          ...(product === 'lipstick' ? { finish: 'satin' } : {}),
        },
  );
  const table = bakeLook(parseLook({ version: 1, layers: [...layers].reverse() }));
  const kinds = Array.from({ length: table.count }, (_, i) => {
    const { place } = readFilmRow(table.data, i);
    return place === ON_SKIN ? 0 : place === ON_LIPS ? 2 : 1;
  });
  expect(kinds.length).toBeGreaterThanOrEqual(layers.length);
  expect(kinds).toEqual([...kinds].sort());
});

test('a tile lists every film that bilinear reading in it may meet, in their order, and no other', () => {
  const left = {
    ...shaped('left', (p) => (p.x > 0 ? 1 : 0)),
    evening: 0.5,
    finish: { ...POWDER, lobe: 0.2 },
  };
  const right = { ...shaped('right', (p) => (p.x < 0 ? 1 : 0)), finish: { ...POWDER, metal: 1 } };
  const { tiles, films } = listsOf(bakeFilms([left, skin, right, lips]));
  const at = (u: number) => {
    const [low, high, count, does] = tiles.subarray(((TILES >> 1) * TILES + u) * 4);
    const start = low! + 256 * high!;
    return [films.slice(start, start + count!), does];
  };
  expect(at(44)).toEqual([[0, 1], TILE_EVENS + TILE_SHINES]);
  expect(at(20)).toEqual([[1, 2], TILE_SHINES + TILE_GLINTS]);
  expect(at(0)).toEqual([[1], 0]);
  // The face's middle lies at a border of tiles: both sides know of both.
  expect(MAP_SIZE / TILES).toBe(8);
  expect(at(TILES / 2)).toEqual([[0, 1, 2], TILE_EVENS + TILE_SHINES + TILE_GLINTS]);
  // The first list is for places without shapes; equal ones are kept once.
  expect(films).toHaveLength(1 + 2 + 2 + 3);
  expect(films[0]).toBe(1);
});
