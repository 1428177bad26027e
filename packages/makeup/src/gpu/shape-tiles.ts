import { MAP_SIZE } from '../geometry/face-map.ts';
import { ON_SKIN, readFilmRow, WHOLE_SKIN } from '../look/film-row.ts';
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

/**
 * What of a look's shapes lies in each tile of the face map: TILES x TILES x (first film, the one after the last). A pixel asks its tile first and
 * looks only at these.
 */
export const tilesOf = (table: FilmTable): Uint8Array => {
  const out = new Uint8Array(TILES * TILES * 2);
  const tiles = table.shapes.map((shape) => occupancy(bakeShape(shape)));
  for (let film = 0; film < table.count; film++) {
    const { place, slot } = readFilmRow(table.data, film);
    if (place !== ON_SKIN || slot === WHOLE_SKIN) continue;
    tiles[slot]!.forEach((lies, at) => {
      if (lies) widen(out, at * 2, film);
    });
  }
  return out;
};

const widen = (out: Uint8Array, at: number, film: number): void => {
  const empty = out[at + 1] === 0;
  out[at] = empty ? film : Math.min(out[at]!, film);
  out[at + 1] = Math.max(out[at + 1]!, film + 1);
};
