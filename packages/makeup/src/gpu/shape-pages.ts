import { DataTexture, RGBAFormat, UnsignedByteType } from 'three/webgpu';
import { MAP_SIZE } from '../geometry/face-map.ts';
import { readFilmRow } from '../look/film-row.ts';
import { type FilmTable, MAX_SHAPES } from '../look/film-table.ts';
import { bakeAtlas, SHAPES_A_PAGE } from '../look/shape-atlas.ts';
import { TILES, tilesOf } from './shape-tiles.ts';
import { type Node, uniformTexture } from './tsl.ts';

export const MAX_PAGES = MAX_SHAPES / SHAPES_A_PAGE;

const rgba = (bytes: Uint8Array, size: number): DataTexture => {
  const texture = new DataTexture(bytes, size, size, RGBAFormat, UnsignedByteType);
  texture.needsUpdate = true;
  return texture;
};

/** The face maps of one look's shapes. Owns its textures. */
export class ShapePages {
  #key = '';
  #pages: readonly DataTexture[] = [];
  #films = '';
  #tiles: DataTexture = rgba(new Uint8Array(TILES * TILES * 4), TILES);

  /** Uploads what changed: another shade of the same placements costs nothing. */
  set(table: FilmTable): void {
    const key = table.shapes.map((s) => s.key).join('\n');
    const slots = Array.from({ length: table.count }, (_, i) => readFilmRow(table.data, i));
    const films = `${key}\n${slots.map((f) => `${f.place}:${f.slot}`).join()}`;
    if (films !== this.#films) {
      this.#tiles.dispose();
      this.#tiles = rgba(tilesOf(table), TILES);
    }
    this.#films = films;
    if (key === this.#key) return;
    for (const page of this.#pages) page.dispose();
    this.#key = key;
    this.#pages = bakeAtlas(table.shapes).map((bytes) => rgba(bytes, MAP_SIZE));
  }

  get pages(): readonly DataTexture[] {
    return this.#pages;
  }

  /** See `tilesOf`. */
  get tiles(): DataTexture {
    return this.#tiles;
  }

  close(): void {
    for (const page of this.#pages) page.dispose();
    this.#tiles.dispose();
  }
}

/** The places in a shader where the maps of the look at hand are read. */
export class PageNodes {
  readonly pages: readonly Node[];
  readonly tiles: Node;
  readonly #empty = rgba(new Uint8Array(4), 1);

  constructor() {
    this.pages = Array.from({ length: MAX_PAGES }, () => uniformTexture(this.#empty));
    this.tiles = uniformTexture(this.#empty);
  }

  use({ pages, tiles }: ShapePages): void {
    this.pages.forEach((node, i) => {
      node.value = pages[i] ?? this.#empty;
    });
    this.tiles.value = tiles;
  }

  close(): void {
    this.#empty.dispose();
  }
}
