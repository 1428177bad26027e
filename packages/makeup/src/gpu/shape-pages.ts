import { DataTexture, RGBAFormat, UnsignedByteType } from 'three/webgpu';
import { MAP_SIZE } from '../geometry/face-map.ts';
import type { FaceShape } from '../layers/face-shape.ts';
import { MAX_SHAPES } from '../look/film-table.ts';
import { bakeAtlas, SHAPES_A_PAGE } from '../look/shape-atlas.ts';
import { type Node, uniformTexture } from './tsl.ts';

export const MAX_PAGES = MAX_SHAPES / SHAPES_A_PAGE;

const page = (bytes: Uint8Array, size: number): DataTexture => {
  const texture = new DataTexture(bytes, size, size, RGBAFormat, UnsignedByteType);
  texture.needsUpdate = true;
  return texture;
};

/** The face maps of one look's shapes. Owns its textures. */
export class ShapePages {
  #key = '';
  #pages: readonly DataTexture[] = [];

  /** Uploads what changed: another shade of the same placements costs nothing. */
  set(shapes: readonly FaceShape[]): void {
    const key = shapes.map((s) => s.key).join('\n');
    if (key === this.#key) return;
    this.close();
    this.#key = key;
    this.#pages = bakeAtlas(shapes).map((bytes) => page(bytes, MAP_SIZE));
  }

  get pages(): readonly DataTexture[] {
    return this.#pages;
  }

  close(): void {
    for (const p of this.#pages) p.dispose();
    this.#pages = [];
    this.#key = '';
  }
}

/** The places in a shader where the pages of the look at hand are read. */
export class PageNodes {
  readonly nodes: readonly Node[];
  readonly #empty = page(new Uint8Array(4), 1);

  constructor() {
    this.nodes = Array.from({ length: MAX_PAGES }, () => uniformTexture(this.#empty));
  }

  use({ pages }: ShapePages): void {
    this.nodes.forEach((node, i) => {
      node.value = pages[i] ?? this.#empty;
    });
  }

  close(): void {
    this.#empty.dispose();
  }
}
