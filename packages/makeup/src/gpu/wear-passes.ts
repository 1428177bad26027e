import type { WebGPURenderer } from 'three/webgpu';
import type { FilmTable } from '../look/film-table.ts';
import { Pass } from './pass.ts';
import type { WearTextures } from './pixel-nodes.ts';
import type { StatNodes } from './stat-nodes.ts';
import type { Uniforms } from './uniforms.ts';
import { wearNode } from './wear-nodes.ts';
import { partsKey, partsOf, skinOf, type WearParts } from './wear-parts.ts';

/** Passes that draw one look. */
export interface WearDraw {
  readonly all: Pass;
  readonly skin: Pass | null;
}

/** The passes that wear looks, one for each kind of look that was asked for. */
export class WearPasses {
  readonly #u: Uniforms;
  readonly #stats: () => StatNodes;
  readonly #textures: WearTextures;
  readonly #passes = new Map<string, Pass>();

  constructor(u: Uniforms, stats: () => StatNodes, textures: WearTextures) {
    this.#u = u;
    this.#stats = stats;
    this.#textures = textures;
  }

  /** What draws a look of these films: all of it, and, where that is cheaper, its skin away from strokes and lips. */
  of(table: FilmTable): WearDraw {
    const parts = partsOf(table);
    const bare = skinOf(parts);
    return { all: this.#pass(parts), skin: bare && this.#pass(bare) };
  }

  #pass(parts: WearParts): Pass {
    const key = partsKey(parts);
    const made = this.#passes.get(key);
    if (made) return made;
    const pass = Pass.placed(this.#u, (px) => wearNode(this.#u, this.#stats(), this.#textures, parts, px));
    this.#passes.set(key, pass);
    return pass;
  }

  /** Builds pipelines that draw on the canvas; each once. */
  async compile(renderer: WebGPURenderer, tables: readonly FilmTable[]): Promise<void> {
    for (const { all, skin } of tables.map((table) => this.of(table))) {
      await all.compile(renderer, null);
      await skin?.compile(renderer, null);
    }
  }

  close(): void {
    for (const pass of this.#passes.values()) pass.close();
  }
}
