import { filmChannel, hexToLinear, solveScattering } from '@carmine/color';
import { describe, expect, test } from 'vitest';
import type { FaceShape } from '../layers/face-shape.ts';
import type { Film, FilmPlace } from '../layers/film.ts';
import { POWDER } from '../layers/finish.ts';
import type { Look } from '../types.ts';
import {
  type FilmRow,
  GATE_EYE,
  LIP_SHAPES,
  ON_LIPS,
  ON_SKIN,
  ON_STROKE,
  readFilmRow,
  WHOLE_SKIN,
} from './film-row.ts';
import { bakeFilms, bakeLook, filmLimit, MAX_FILMS, MAX_SHAPES, MAX_STROKES } from './film-table.ts';

const bake = (layers: Look['layers']) => bakeLook({ version: 1, layers });
const red = { product: 'lipstick', color: '#9b1c31', finish: 'satin' } as const;
const tan = { product: 'foundation', color: '#c68d60', finish: 'natural' } as const;

const shape = (key: string): FaceShape => ({ key, amount: () => 1 });
const onShape = (key: string): FilmPlace => ({ on: 'skin', shape: shape(key) });
const onStroke = (key: string, clipEye = false): FilmPlace => ({
  on: 'stroke',
  stroke: { key, vertexCount: 3, indices: Uint16Array.of(0, 1, 2), clipEye, place: () => undefined },
});
const film = (place: FilmPlace, more: Partial<Film> = {}): Film => ({
  product: 'blush',
  place,
  color: '#d4667a',
  coverage: 0.2,
  intensity: 1,
  finish: POWDER,
  ...more,
});

/** The film formula of the pixel loop, from a row of the table. */
const filmOf = (row: FilmRow, k: 0 | 1 | 2, amount = 1): { r0: number; t: number } => {
  const once = Math.exp(-row.q[k] * amount);
  const den = row.a[k] * (1 - once * once) + row.b[k] * (1 + once * once);
  return { r0: (1 - once * once) / den, t: (2 * row.b[k] * once) / den };
};

describe('bakeLook', () => {
  test.each([
    ['#9b1c31', 0.3],
    ['#9b1c31', 0.95],
    ['#f1d3b8', 0.6],
    ['#000000', 0.9],
    ['#ffffff', 0.5],
  ])('%s at %f holds the films of rendering.md 1.3', (color, coverage) => {
    const row = readFilmRow(bake([{ ...red, color, coverage }]).data, 0);
    const masstone = hexToLinear(color);
    const x = solveScattering(masstone, coverage);
    for (const k of [0, 1, 2] as const) {
      const expected = filmChannel(masstone[k], x);
      const got = filmOf(row, k);
      // float32 coefficients
      expect(got.r0).toBeCloseTo(expected.r0, 4);
      expect(got.t).toBeCloseTo(expected.t, 4);
      expect(filmOf(row, k, 0)).toEqual({ r0: 0, t: expect.closeTo(1, 5) });
    }
  });

  test('foundation lies under lipstick, whatever the order', () => {
    const table = bake([red, tan]);
    expect(table.count).toBe(2);
    expect([0, 1].map((i) => readFilmRow(table.data, i).place)).toEqual([ON_SKIN, ON_LIPS]);
    expect(readFilmRow(table.data, 0).slot).toBe(WHOLE_SKIN);
    expect([...table.products]).toEqual(['foundation', 'lipstick']);
    expect(table.needs).toEqual({ skin: true, lips: true, chart: false });
  });

  test('intensity scales the film, zero leaves it out', () => {
    const q = (intensity: number) => readFilmRow(bake([{ ...red, intensity }]).data, 0).q[0];
    expect(q(0.5)).toBeCloseTo(q(1) / 2, 5);
    expect(bake([{ ...red, intensity: 0 }]).count).toBe(0);
    expect(bake([{ ...red, coverage: 0 }]).count).toBe(0);
  });
});

describe('bakeFilms', () => {
  test('pearl goes with the amount of product: presence times strength', () => {
    const pearl = { color: '#ffffff', strength: 0.4, alpha: 0.4, glints: 0 };
    const shown = (intensity: number) => {
      const row = readFilmRow(bakeFilms([film(onShape('a'), { pearl, intensity })]).data, 0);
      return row.presence * row.pearl[0];
    };
    for (const intensity of [0.2, 0.5, 0.7, 1]) expect(shown(intensity)).toBeCloseTo(0.4 * intensity, 6);
  });

  test('every number of a film comes back from its rows', () => {
    const pearl = { color: '#ffd9b0', strength: 0.5, alpha: 0.4, glints: 0.25 };
    const finish = { ...POWDER, lobe: 0.1, boost: 0.2, wet: 1.1, sheen: 0.04, metal: 0.8 };
    const table = bakeFilms([
      film(onShape('a')),
      film({ on: 'lips', shape: { kind: 'line', width: 1.6 } }, { product: 'lip-liner' }),
      film(onStroke('s', true), { product: 'eyeliner' }),
      film(onShape('b'), { pearl, finish, evening: 0.3, lift: 0.4, intensity: 0.25 }),
    ]);
    const [first, line, stroke, full] = [0, 1, 2, 3].map((i) => readFilmRow(table.data, i));
    expect(first).toMatchObject({ place: ON_SKIN, slot: 0, lift: 0, pearl: [0, 0, 0], sheen: 0, metal: 0 });
    expect(line).toMatchObject({ place: ON_LIPS, slot: LIP_SHAPES.indexOf('line'), product: 10 });
    expect(line!.width).toBeCloseTo(1.6, 6);
    expect(stroke).toMatchObject({ place: ON_STROKE, slot: 0, gate: GATE_EYE, product: 8 });
    const close = (v: number): unknown => expect.closeTo(v, 6);
    const { coverage: _, ...surface } = finish;
    expect(full).toMatchObject({
      slot: 1,
      presence: 0.5,
      evening: close(0.3),
      lift: close(0.4),
      evenPearl: 0.75,
      pearlAlpha: close(0.4),
      ...Object.fromEntries(Object.entries(surface).map(([k, v]) => [k, close(v)])),
    });
    const tint = hexToLinear(pearl.color);
    for (const k of [0, 1, 2] as const) {
      expect(full!.pearl[k]).toBeCloseTo(tint[k] * 0.25, 6);
      expect(full!.a[k] - full!.b[k]).toBeCloseTo(hexToLinear('#d4667a')[k], 5);
    }
  });

  test('films of one shape share its channel', () => {
    const table = bakeFilms([
      film(onShape('a')),
      film(onShape('b')),
      film(onShape('a'), { color: '#000000' }),
    ]);
    expect(table.shapes.map((s) => s.key)).toEqual(['a', 'b']);
    expect([0, 1, 2].map((i) => readFilmRow(table.data, i).slot)).toEqual([0, 1, 0]);
    expect(table.needs).toEqual({ skin: true, lips: false, chart: true });
  });

  test('two shades that share the lips are a pair, of one product only', () => {
    const on = (kind: 'rim' | 'centre' | 'upper' | 'lower', product: Film['product'] = 'lipstick') =>
      film({ on: 'lips', shape: { kind } }, { product });
    const pairs = (...films: Film[]) => films.map((_, i) => readFilmRow(bakeFilms(films).data, i).pair);
    expect(pairs(on('rim'), on('centre'), on('upper'), on('lower'))).toEqual([1, 2, 1, 2]);
    expect(pairs(on('rim'), on('lower'), on('centre'))).toEqual([0, 0, 0]);
    expect(pairs(on('rim', 'lip-liner'), on('centre'))).toEqual([0, 0]);
  });

  test('a line round the lips needs the skin too', () => {
    const line = film({ on: 'lips', shape: { kind: 'line', width: 2 } });
    expect(bakeFilms([line]).needs).toEqual({ skin: true, lips: true, chart: false });
  });

  test('spots that are only evened lie in the film on all of the skin, whose finish stays, and stand for themselves without one', () => {
    const color = '#c68d60';
    const spots = { product: 'concealer', color, areas: ['spots'] } as const;
    const matte = { product: 'foundation', color, finish: 'matte', coverage: 0.5 } as const;
    const [bare, both] = [bake([matte]), bake([matte, spots])];
    expect(both.count).toBe(1);
    expect([...both.products]).toEqual(['foundation', 'concealer']);
    const [own, evened] = [readFilmRow(bare.data, 0), readFilmRow(both.data, 0)];
    expect(evened).toEqual({ ...own, evening: evened.evening });
    expect(evened.evening).toBeGreaterThan(own.evening);
    const alone = bake([spots]);
    expect(readFilmRow(alone.data, 0)).toMatchObject({ evening: evened.evening, presence: 0, q: [0, 0, 0] });
    // A concealer of nothing evens nothing.
    expect(bake([{ ...spots, coverage: 0 }]).count).toBe(0);
  });

  test('more than there is room for is named', () => {
    const many = (count: number, place: (key: string) => FilmPlace): Film[] =>
      Array.from({ length: count }, (_, i) => film(place(`k${i}`)));
    const whole: FilmPlace = { on: 'skin', shape: null };
    expect(filmLimit(many(MAX_FILMS, () => whole))).toBeNull();
    expect(filmLimit(many(MAX_FILMS + 1, () => whole))).toContain('24');
    expect(filmLimit(many(MAX_SHAPES + 1, onShape))).toContain('16');
    expect(filmLimit(many(MAX_STROKES, onStroke))).toBeNull();
    expect(filmLimit(many(MAX_STROKES + 1, onStroke))).toContain('4');
  });
});
