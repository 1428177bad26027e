import type { WebGPURenderer } from 'three/webgpu';
import type { FilmTable } from '../look/film-table.ts';
import { Pass } from './pass.ts';
import type { WearTextures } from './pixel-nodes.ts';
import type { StatNodes } from './stat-nodes.ts';
import type { Uniforms } from './uniforms.ts';
import { wearNode } from './wear-nodes.ts';
import { type ByPlace, partsKey, partsOf, type WearParts } from './wear-parts.ts';

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

  /** What draws a look of these films. */
  of(table: FilmTable): ByPlace<Pass> {
    const { lips, strokes, skin } = partsOf(table);
    return { lips: this.#pass(lips), strokes: this.#pass(strokes), skin: this.#pass(skin) };
  }

  #pass(parts: WearParts | null): Pass | null {
    if (!parts) return null;
    const key = partsKey(parts);
    const made = this.#passes.get(key);
    if (made) return made;
    const pass = Pass.placed(this.#u, (px) => wearNode(this.#u, this.#stats(), this.#textures, parts, px));
    this.#passes.set(key, pass);
    return pass;
  }

  /** Builds pipelines that draw on the canvas; each once. */
  async compile(renderer: WebGPURenderer, tables: readonly FilmTable[]): Promise<void> {
    for (const pass of tables.flatMap((table) => Object.values(this.of(table))))
      await pass?.compile(renderer, null);
  }

  close(): void {
    for (const pass of this.#passes.values()) pass.close();
  }
}
