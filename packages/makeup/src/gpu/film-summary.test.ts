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
import { TILES, tilesOf } from './shape-tiles.ts';

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
const line = film({ on: 'lips', shape: { kind: 'line', width: 2 } });

describe('summaryOf', () => {
  test('ranges of the kinds; none is an empty one', () => {
    const s = summaryOf(bakeFilms([skin, shaped('a', () => 1), skin, line, lips]));
    expect(s.from).toEqual([0, 1, 99, 3]);
    expect(s.to).toEqual([3, 2, 0, 5]);
    expect(s.evenTo).toBe(3);
    expect(s.line).toBe(2);
  });

  test.each([
    ['pearl', { pearl: { color: '#ffffff', strength: 0.3, alpha: 0.4, glints: 0 } }, true, true],
    ['metal', { finish: { ...POWDER, metal: 1 } }, true, true],
    ['lobe', { finish: { ...POWDER, lobe: 0.2 } }, false, true],
    ['nothing', {}, false, false],
  ])('%s', (_, more, pearl, shine) => {
    expect(summaryOf(bakeFilms([{ ...skin, ...more }]))).toMatchObject({ pearl, shine });
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

test('a tile tells of every film that bilinear reading in it may meet', () => {
  const left = shaped('left', (p) => (p.x > 0 ? 1 : 0));
  const right = shaped('right', (p) => (p.x < 0 ? 1 : 0));
  const tiles = tilesOf(bakeFilms([skin, left, right]));
  const at = (u: number) => [
    ...tiles.subarray(((TILES >> 1) * TILES + u) * 2, ((TILES >> 1) * TILES + u) * 2 + 2),
  ];
  expect(at(44)).toEqual([1, 2]);
  expect(at(20)).toEqual([2, 3]);
  expect(at(0)).toEqual([0, 0]);
  // The face's middle lies at a border of tiles: both sides know of both.
  expect(MAP_SIZE / TILES).toBe(8);
  expect(at(TILES / 2)).toEqual([1, 3]);
});
