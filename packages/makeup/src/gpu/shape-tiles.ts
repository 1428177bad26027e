import { MAP_SIZE } from '../geometry/face-map.ts';
import { evens, type FilmRow, glints, ON_SKIN, readFilmRow, shines, WHOLE_SKIN } from '../look/film-row.ts';
import type { FilmTable } from '../look/film-table.ts';
import { bakeShape } from '../look/shape-atlas.ts';

/** Tiles of the face map's sides. */
export const TILES = 64;
const TILE = MAP_SIZE / TILES;

/** Per tile of a shape's map whether any of it lies there or in the texels next to it. Kept with the map. */
const occupancy = (map: Uint8Array): Uint8Array => {
  const known = kept.get(map);
  if (known) return known;
  const tiles = new Uint8Array(TILES * TILES);
  for (let at = 0; at < map.length; at++) {
    if (map[at] === 0) continue;
    const [x, y] = [at % MAP_SIZE, Math.floor(at / MAP_SIZE)];
    for (const [dx, dy] of AROUND) {
      const [i, j] = [Math.floor((x + dx) / TILE), Math.floor((y + dy) / TILE)];
      if (i >= 0 && j >= 0 && i < TILES && j < TILES) tiles[j * TILES + i] = 1;
    }
  }
  kept.set(map, tiles);
  return tiles;
};
const kept = new WeakMap<Uint8Array, Uint8Array>();
/** What bilinear reading at a place of a tile may touch. */
const AROUND = [-1, 1].flatMap((dx) => [-1, 1].map((dy) => [dx, dy] as const));

/** Added up: a film evens or lifts the skin, shines, glints as metal or by single flakes. */
export const TILE_EVENS = 1;
export const TILE_SHINES = 2;
export const TILE_GLINTS = 4;

export const doesOf = (row: FilmRow): number =>
  (evens(row) ? TILE_EVENS : 0) | (shines(row) ? TILE_SHINES : 0) | (glints(row) ? TILE_GLINTS : 0);

/** Films of the skin tile by tile. */
export interface SkinLists {
  /** TILES x TILES x (where its list begins, low byte first; how many films it has; what they do: TILE_EVENS ...): lists of films that lie on the skin in a
   *  tile of the face map, undermost first, and what those of a shape do there. */
  readonly tiles: Uint8Array;
  /** Film indices of all lists. The first list has the films on all of the skin: it is that of a place without shapes. */
  readonly films: readonly number[];
}

/** What a pixel on the skin may wear: it asks its tile first and looks only at these films. */
export const listsOf = (table: FilmTable): SkinLists => {
  const tiles = table.shapes.map((shape) => occupancy(bakeShape(shape)));
  const skin = Array.from({ length: table.count }, (_, film) => ({
    film,
    row: readFilmRow(table.data, film),
  }))
    .filter(({ row }) => row.place === ON_SKIN)
    .map(({ film, row }) => ({
      film,
      does: doesOf(row),
      shape: row.slot === WHOLE_SKIN ? null : tiles[row.slot]!,
    }));
  const whole = skin.filter(({ shape }) => !shape).map(({ film }) => film);
  const films = [...whole];
  const starts = new Map([[whole.join(), 0]]);
  const out = new Uint8Array(TILES * TILES * 4);
  for (let tile = 0; tile < TILES * TILES; tile++) {
    const here = skin.filter(({ shape }) => !shape || shape[tile]);
    const list = here.map(({ film }) => film);
    const start = starts.get(list.join()) ?? films.length;
    if (start === films.length && list.length > 0) films.push(...list);
    starts.set(list.join(), start);
    const does = here.reduce((all, film) => (film.shape ? all | film.does : all), 0);
    out.set([start & 255, start >> 8, list.length, does], tile * 4);
  }
  return { tiles: out, films };
};
