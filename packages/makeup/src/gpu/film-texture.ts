import { DataTexture, FloatType, RGBAFormat } from 'three/webgpu';
import { FILM_ROWS } from '../look/film-row.ts';
import { MAX_FILMS } from '../look/film-table.ts';
import { ivec2, type Node, textureLoad, uniformTexture } from './tsl.ts';

/** A texture for the rows of a FilmTable, one film a line. */
export const filmTexture = (): DataTexture =>
  new DataTexture(new Float32Array(MAX_FILMS * FILM_ROWS * 4), FILM_ROWS, MAX_FILMS, RGBAFormat, FloatType);

/**
 * Where shaders read the films of the look at hand. As a texture, since a pixel has films of its own: a software driver reads a texel in one piece, but
 * a row of a uniform array number by number (decision 0405).
 */
export class FilmNodes {
  readonly #node: Node;
  readonly #none = filmTexture();

  constructor() {
    this.#node = uniformTexture(this.#none);
  }

  use(films: DataTexture): void {
    this.#node.value = films;
  }

  /** Row `k` (see FilmRow) of a film. */
  row(film: Node, k: number): Node {
    return textureLoad(this.#node, ivec2(k, film));
  }

  close(): void {
    this.#none.dispose();
  }
}
