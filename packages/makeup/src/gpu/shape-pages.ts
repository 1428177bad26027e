import { DataTexture, LinearFilter, RGBAFormat, RGFormat, UnsignedByteType } from 'three/webgpu';
import { MAP_SIZE } from '../geometry/face-map.ts';
import { readFilmRow } from '../look/film-row.ts';
import type { FilmTable } from '../look/film-table.ts';
import { bakeAtlas, pagesOf } from '../look/shape-atlas.ts';
import { TILES, tilesOf } from './shape-tiles.ts';
import { type Node, uniformTexture } from './tsl.ts';

/** Pages below each other, read between texels. */
const pagesTexture = (bytes: Uint8Array, pages: number): DataTexture => {
  const texture = new DataTexture(bytes, MAP_SIZE, MAP_SIZE * pages, RGBAFormat, UnsignedByteType);
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
};

const tilesTexture = (bytes: Uint8Array): DataTexture => {
  const texture = new DataTexture(bytes, TILES, TILES, RGFormat, UnsignedByteType);
  texture.needsUpdate = true;
  return texture;
};

/** The face maps of one look's shapes. Owns its textures. */
export class ShapePages {
  #key = '';
  #pages: DataTexture | null = null;
  #films = '';
  #tiles: DataTexture | null = null;

  /** Uploads what changed: another shade of the same placements costs nothing. */
  set(table: FilmTable): void {
    const key = table.shapes.map((s) => s.key).join('\n');
    const slots = Array.from({ length: table.count }, (_, i) => readFilmRow(table.data, i));
    const films = `${key}\n${slots.map((f) => `${f.place}:${f.slot}`).join()}`;
    const some = table.shapes.length > 0;
    if (films !== this.#films) {
      this.#tiles?.dispose();
      this.#tiles = some ? tilesTexture(tilesOf(table)) : null;
    }
    this.#films = films;
    if (key === this.#key) return;
    this.#pages?.dispose();
    this.#key = key;
    this.#pages = some ? pagesTexture(bakeAtlas(table.shapes), pagesOf(table.shapes.length)) : null;
  }

  /** null: the look has no shapes. */
  get pages(): DataTexture | null {
    return this.#pages;
  }

  /** See `tilesOf`. */
  get tiles(): DataTexture | null {
    return this.#tiles;
  }

  close(): void {
    this.#pages?.dispose();
    this.#tiles?.dispose();
  }
}

/** The places in a shader where the maps of the look at hand are read. */
export class PageNodes {
  readonly pages: Node;
  readonly tiles: Node;
  readonly #noPage = pagesTexture(new Uint8Array(MAP_SIZE * MAP_SIZE * 4), 1);
  readonly #noTile = tilesTexture(new Uint8Array(TILES * TILES * 2));

  constructor() {
    this.pages = uniformTexture(this.#noPage);
    this.tiles = uniformTexture(this.#noTile);
  }

  use({ pages, tiles }: ShapePages): void {
    this.pages.value = pages ?? this.#noPage;
    this.tiles.value = tiles ?? this.#noTile;
  }

  close(): void {
    this.#noPage.dispose();
    this.#noTile.dispose();
  }
}
