import { bakeLook, type FilmTable } from '../look/film-table.ts';
import type { Look } from '../types.ts';
import { ShapePages } from './shape-pages.ts';
import { LookStrokes } from './stroke-target.ts';

/** All that the GPU holds of one look. Owns its textures and buffers. */
export class WornLook {
  readonly pages = new ShapePages();
  #table: FilmTable;
  #strokes: LookStrokes;

  constructor(look: Look) {
    this.#table = bakeLook(look);
    this.#strokes = new LookStrokes(this.#table.strokes);
    this.pages.set(this.#table);
  }

  get table(): FilmTable {
    return this.#table;
  }

  get strokes(): LookStrokes {
    return this.#strokes;
  }

  /** Takes another look; what has the same placement stays where it is. */
  set(look: Look): void {
    this.#table = bakeLook(look);
    this.pages.set(this.#table);
    if (LookStrokes.keyOf(this.#table.strokes) === this.#strokes.key) return;
    this.#strokes.close();
    this.#strokes = new LookStrokes(this.#table.strokes);
  }

  close(): void {
    this.pages.close();
    this.#strokes.close();
  }
}
