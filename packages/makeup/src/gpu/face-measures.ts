import { DataTexture, FloatType, type RenderTarget, RGBAFormat, type WebGPURenderer } from 'three/webgpu';
import {
  type FaceGeometry,
  LIP_GRID,
  SAMPLE_COLUMNS,
  SAMPLE_ROWS,
  SKIN_GRID,
} from '../geometry/face-geometry.ts';
import type { FilmTable } from '../look/film-table.ts';
import { aroundTarget } from './around-target.ts';
import type { BandTextures } from './band-nodes.ts';
import { Pass } from './pass.ts';
import { RegionBands } from './region-bands.ts';
import { ShadeMap } from './shade-map.ts';
import { type StatNodes, sampleNode, statNode, statNodes } from './stat-nodes.ts';
import { STAT_TEXELS } from './stat-places.ts';
import { dataTarget } from './targets.ts';
import { ivec2, type Node, textureLoad } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** What is measured of a face before anything is worn: samples, statistics (mixed over frames), shade and lowpasses. */
export class FaceMeasures {
  readonly around = aroundTarget();
  readonly skin: RegionBands;
  readonly lip: RegionBands;
  readonly #shade: ShadeMap;
  readonly #u: Uniforms;
  readonly #points: DataTexture;
  readonly #samples = dataTarget(SAMPLE_COLUMNS, SAMPLE_ROWS, FloatType);
  readonly #stats = dataTarget(STAT_TEXELS, STAT_TEXELS, FloatType);
  /** Statistics of the frame before, one a face. */
  readonly #last: RenderTarget[] = [];
  #lastNode: Node = null;
  readonly #passes: Readonly<Record<'sample' | 'stat' | 'keep', Pass>>;

  constructor(u: Uniforms, textures: BandTextures) {
    this.#u = u;
    const points = new Float32Array(SAMPLE_COLUMNS * SAMPLE_ROWS * 4);
    this.#points = new DataTexture(points, SAMPLE_COLUMNS, SAMPLE_ROWS, RGBAFormat, FloatType);
    this.#shade = new ShadeMap(u, textures, this.around);
    const all = { ...textures, around: this.around };
    this.skin = new RegionBands(u, () => this.nodes(), all, 'skin', SKIN_GRID);
    this.lip = new RegionBands(u, () => this.nodes(), all, 'lip', LIP_GRID);
    this.#lastTarget(0);
    const { source } = textures;
    this.#passes = {
      sample: Pass.whole(SAMPLE_COLUMNS, SAMPLE_ROWS, (px) => sampleNode(u, this.#points, source, px)),
      stat: Pass.whole(STAT_TEXELS, STAT_TEXELS, (px) => {
        const last = textureLoad(this.#last[0]!.texture, ivec2(px.floor()));
        this.#lastNode = last;
        return statNode(u, this.#points, this.#samples.texture, last, px);
      }),
      keep: Pass.whole(STAT_TEXELS, STAT_TEXELS, (px) => textureLoad(this.#stats.texture, ivec2(px.floor()))),
    };
  }

  /** The statistics, for a shader. */
  nodes(): StatNodes {
    return statNodes(this.#u, this.#stats.texture);
  }

  #lastTarget(face: number): RenderTarget {
    while (this.#last.length <= face) this.#last.push(dataTarget(STAT_TEXELS, STAT_TEXELS, FloatType));
    return this.#last[face]!;
  }

  /** Forgets the statistics of earlier frames: another source begins. */
  forget(): void {
    for (const target of this.#last) target.dispose();
    this.#last.length = 1;
    this.#last[0] = dataTarget(STAT_TEXELS, STAT_TEXELS, FloatType);
  }

  /** Measures face number `face`, whose masks are drawn. `fresh`: weight of this frame's statistics. */
  draw(
    r: WebGPURenderer,
    g: FaceGeometry,
    { face, fresh, needs }: { face: number; fresh: number; needs: { skin: boolean; lips: boolean } },
  ): void {
    const p = this.#passes;
    this.#u.fresh.value = fresh;
    (this.#points.image.data as Float32Array).set(g.samples);
    this.#points.needsUpdate = true;
    const last = this.#lastTarget(face);
    this.#lastNode.value = last.texture;
    p.sample.draw(r, this.#samples, false);
    p.stat.draw(r, this.#stats, false);
    if (fresh < 1) p.keep.draw(r, last, false);
    if (needs.skin) {
      this.#shade.draw(r);
      this.skin.draw(r);
    }
    if (needs.lips) this.lip.draw(r);
  }

  async compile(r: WebGPURenderer, needs: FilmTable['needs']): Promise<void> {
    await this.#passes.sample.compile(r, this.#samples);
    await this.#passes.stat.compile(r, this.#stats);
    await this.#passes.keep.compile(r, this.#last[0]!);
    if (needs.skin) {
      await this.#shade.compile(r);
      await this.skin.compile(r);
    }
    if (needs.lips) await this.lip.compile(r);
  }

  close(): void {
    for (const pass of Object.values(this.#passes)) pass.close();
    this.#shade.close();
    this.skin.close();
    this.lip.close();
    for (const t of [this.#samples, this.#stats, this.around, ...this.#last]) t.dispose();
    this.#points.dispose();
  }
}
