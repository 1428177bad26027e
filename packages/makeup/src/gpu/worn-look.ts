import { bakeLook, type FilmTable } from '../look/film-table.ts';
import type { Look } from '../types.ts';
import { filmTexture } from './film-texture.ts';
import { ShapePages } from './shape-pages.ts';
import { LookStrokes } from './stroke-target.ts';

/** All that the GPU holds of one look. Owns its textures and buffers. */
export class WornLook {
  readonly pages = new ShapePages();
  /** The rows of its films. */
  readonly films = filmTexture();
  #table: FilmTable;
  #strokes: LookStrokes;

  constructor(look: Look) {
    this.#table = this.#bake(look);
    this.#strokes = new LookStrokes(this.#table.strokes);
  }

  #bake(look: Look): FilmTable {
    const table = bakeLook(look);
    this.films.image.data!.set(table.data);
    this.films.needsUpdate = true;
    this.pages.set(table);
    return table;
  }

  get table(): FilmTable {
    return this.#table;
  }

  get strokes(): LookStrokes {
    return this.#strokes;
  }

  /** Takes another look; what has the same placement stays where it is. */
  set(look: Look): void {
    this.#table = this.#bake(look);
    if (LookStrokes.keyOf(this.#table.strokes) === this.#strokes.key) return;
    this.#strokes.close();
    this.#strokes = new LookStrokes(this.#table.strokes);
  }

  close(): void {
    this.films.dispose();
    this.pages.close();
    this.#strokes.close();
  }
}
