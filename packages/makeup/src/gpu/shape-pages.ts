import { DataTexture, FloatType, LinearFilter, RGBAFormat, UnsignedByteType } from 'three/webgpu';
import { MAP_SIZE } from '../geometry/face-map.ts';
import { readFilmRow } from '../look/film-row.ts';
import { bakeFilms, type FilmTable } from '../look/film-table.ts';
import { bakeAtlas, pagesOf } from '../look/shape-atlas.ts';
import { doesOf, listsOf, TILES } from './shape-tiles.ts';
import { int, ivec2, type Node, textureLoad, uniformTexture } from './tsl.ts';

/** Pages below each other, read between texels. */
const pagesTexture = (bytes: Uint8Array, pages: number): DataTexture => {
  const texture = new DataTexture(bytes, MAP_SIZE, MAP_SIZE * pages, RGBAFormat, UnsignedByteType);
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
};

const tilesTexture = (bytes: Uint8Array): DataTexture => {
  const texture = new DataTexture(bytes, TILES, TILES, RGBAFormat, UnsignedByteType);
  texture.needsUpdate = true;
  return texture;
};

/** Entries of a line of the lists' texture. */
const LINE = 128;

/** An entry for each film of the lists: slot and gate of its row 0, and its index. */
const listsTexture = (films: readonly number[], table: FilmTable): DataTexture => {
  const lines = Math.max(1, Math.ceil(films.length / LINE));
  const data = new Float32Array(LINE * lines * 4);
  films.forEach((film, i) => {
    const { slot, gate } = readFilmRow(table.data, film);
    data.set([slot, gate, film], i * 4);
  });
  const texture = new DataTexture(data, LINE, lines, RGBAFormat, FloatType);
  texture.needsUpdate = true;
  return texture;
};

/** The face maps of one look's shapes. Owns its textures. */
export class ShapePages {
  #key = '';
  #pages: DataTexture | null = null;
  #films = '';
  #tiles: DataTexture | null = null;
  #lists: DataTexture | null = null;

  /** Uploads what changed: another shade in the same places costs nothing. */
  set(table: FilmTable): void {
    const key = table.shapes.map((s) => s.key).join('\n');
    const slots = Array.from({ length: table.count }, (_, i) => readFilmRow(table.data, i));
    const films = `${key}\n${slots.map((f) => `${f.place}:${f.slot}:${f.gate}:${doesOf(f)}`).join()}`;
    const some = table.shapes.length > 0;
    if (films !== this.#films) {
      this.#tiles?.dispose();
      this.#lists?.dispose();
      const lists = listsOf(table);
      this.#tiles = some ? tilesTexture(lists.tiles) : null;
      this.#lists = listsTexture(lists.films, table);
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

  /** See SkinLists. */
  get tiles(): DataTexture | null {
    return this.#tiles;
  }

  /** null: no look was set. */
  get lists(): DataTexture | null {
    return this.#lists;
  }

  close(): void {
    this.#pages?.dispose();
    this.#tiles?.dispose();
    this.#lists?.dispose();
  }
}

/** Entry of a film of the lists: slot, gate, index. */
export const listEntry = (lists: Node, at: Node): Node =>
  textureLoad(lists, ivec2(at.mod(int(LINE)), at.div(int(LINE))));

/** The places in a shader where the maps of the look at hand are read. */
export class PageNodes {
  readonly pages: Node;
  readonly tiles: Node;
  readonly lists: Node;
  readonly #noPage = pagesTexture(new Uint8Array(MAP_SIZE * MAP_SIZE * 4), 1);
  readonly #noTile = tilesTexture(new Uint8Array(TILES * TILES * 4));
  readonly #noList = listsTexture([], bakeFilms([]));

  constructor() {
    this.pages = uniformTexture(this.#noPage);
    this.tiles = uniformTexture(this.#noTile);
    this.lists = uniformTexture(this.#noList);
  }

  use({ pages, tiles, lists }: ShapePages): void {
    this.pages.value = pages ?? this.#noPage;
    this.tiles.value = tiles ?? this.#noTile;
    this.lists.value = lists ?? this.#noList;
  }

  close(): void {
    this.#noPage.dispose();
    this.#noTile.dispose();
    this.#noList.dispose();
  }
}
