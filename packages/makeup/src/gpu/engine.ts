import type { FaceFrame } from '@carmine/face';
import { DataTexture, FloatType, type RenderTarget, RGBAFormat, type WebGPURenderer } from 'three/webgpu';
import {
  FaceGeometry,
  LIP_GRID,
  type Roi,
  SAMPLE_COLUMNS,
  SAMPLE_ROWS,
  SKIN_GRID,
} from '../geometry/face-geometry.ts';
import { bakeLook, createLayerTable, type LayerTable } from '../look/layer-table.ts';
import { lightScale } from '../model/light.ts';
import type { LightHint, Look, PixelImage, ProductKind, Split } from '../types.ts';
import { FaceMesh } from './face-mesh.ts';
import { keepLarger, Pass } from './pass.ts';
import { RegionBands } from './region-bands.ts';
import { SourceTexture } from './source-texture.ts';
import { STAT_TEXELS, sampleNode, statNode, statNodes } from './stat-nodes.ts';
import { dataTarget, readTarget, rgba8 } from './targets.ts';
import { ivec2, type Node, textureLoad } from './tsl.ts';
import { Uniforms } from './uniforms.ts';
import { type Layout, layoutOf, MAX_LOOKS, wornColumns } from './views.ts';
import { maskNode, wearNode } from './wear-nodes.ts';

/** What is drawn: the last uploaded source with these. */
export interface Scene {
  readonly frame: FaceFrame | null;
  readonly light: LightHint | undefined;
  readonly split: Split | undefined;
  /** Weight of this frame's statistics, 0..1; 1 for a still. */
  readonly fresh: number;
}

/** All GPU resources of one renderer and the order of its passes. Allocates nothing a frame once sizes are settled. */
export class Engine {
  readonly #renderer: WebGPURenderer;
  readonly #limit: number;
  readonly #u = new Uniforms();
  readonly #geometry = new FaceGeometry();
  readonly #source: SourceTexture;
  readonly #mesh: FaceMesh;
  readonly #points: DataTexture;
  readonly #shot = rgba8(1, 1);
  readonly #samples = dataTarget(SAMPLE_COLUMNS, SAMPLE_ROWS, FloatType);
  readonly #stats = dataTarget(STAT_TEXELS, 1, FloatType);
  /** Statistics of the frame before, one a face. */
  readonly #last: RenderTarget[] = [];
  #lastNode: Node = null;
  readonly #tables: readonly LayerTable[] = Array.from({ length: MAX_LOOKS }, createLayerTable);
  /** Looks in use: the first so many tables. */
  #looks = 1;
  readonly #passes: {
    readonly copy: Pass;
    readonly sample: Pass;
    readonly stat: Pass;
    readonly keep: Pass;
    readonly wear: Pass;
    readonly show: Pass;
  };
  readonly #skin: RegionBands;
  readonly #lip: RegionBands;
  #width = 0;
  #height = 0;
  #layout: Layout = layoutOf(1, 1, 1, 1);

  /** `limit`: largest side of a picture, px. */
  constructor(renderer: WebGPURenderer, limit: number) {
    this.#renderer = renderer;
    this.#limit = limit;
    renderer.setClearColor(0x000000, 0);
    const samples = new Float32Array(SAMPLE_COLUMNS * SAMPLE_ROWS * 4);
    this.#points = new DataTexture(samples, SAMPLE_COLUMNS, SAMPLE_ROWS, RGBAFormat, FloatType);
    this.#source = new SourceTexture(renderer);
    this.#mesh = new FaceMesh(this.#u);
    this.#skin = this.#bands('skin', SKIN_GRID);
    this.#lip = this.#bands('lip', LIP_GRID);
    this.#passes = this.#createPasses();
  }

  #bands(region: 'skin' | 'lip', size: number): RegionBands {
    const stats = () => statNodes(this.#stats.texture);
    return new RegionBands(this.#u, stats, this.#source.texture, this.#mesh.mask.texture, region, size);
  }

  #createPasses() {
    const u = this.#u;
    const stats = () => statNodes(this.#stats.texture);
    const source = this.#source.texture;
    const textures = {
      source,
      mask: this.#mesh.mask.texture,
      skinFine: this.#skin.fine.texture,
      skinCoarse: this.#skin.coarse.texture,
      lipFine: this.#lip.fine.texture,
      lipCoarse: this.#lip.coarse.texture,
    };
    this.#lastTarget(0);
    return {
      copy: Pass.placed(u, (px) => textureLoad(source, ivec2(px.floor()))),
      sample: Pass.whole(SAMPLE_COLUMNS, SAMPLE_ROWS, (px) => sampleNode(u, this.#points, source, px)),
      stat: Pass.whole(STAT_TEXELS, 1, (px) => {
        const last = textureLoad(this.#last[0]!.texture, ivec2(px.floor()));
        this.#lastNode = last;
        return statNode(u, this.#points, this.#samples.texture, last, px);
      }),
      keep: Pass.whole(STAT_TEXELS, 1, (px) => textureLoad(this.#stats.texture, ivec2(px.floor()))),
      wear: Pass.placed(u, (px) => wearNode(u, stats(), textures, px)),
      show: keepLarger(Pass.placed(u, (px) => maskNode(u, stats(), textures, px))),
    };
  }

  #lastTarget(face: number): RenderTarget {
    while (this.#last.length <= face) this.#last.push(dataTarget(STAT_TEXELS, 1, FloatType));
    return this.#last[face]!;
  }

  /** Takes up to MAX_LOOKS parsed looks. Numbers only: no pipeline changes with the looks. */
  setLooks(looks: readonly Look[]): void {
    looks.forEach((look, i) => {
      bakeLook(look, this.#tables[i]!);
    });
    this.#looks = looks.length;
    this.#resize();
  }

  /** The canvas' size with the looks set, px. */
  get layout(): Layout {
    return this.#layout;
  }

  /** Compiles every pipeline. Without it the first frame would. */
  async compile(): Promise<void> {
    const p = this.#passes;
    const r = this.#renderer;
    const jobs: [Pass, RenderTarget | null][] = [
      [p.copy, null],
      [p.copy, this.#shot],
      [p.sample, this.#samples],
      [p.stat, this.#stats],
      [p.keep, this.#last[0]!],
      [p.wear, null],
      [p.wear, this.#shot],
    ];
    for (const [pass, target] of jobs) await pass.compile(r, target);
    await this.#mesh.compile(r);
    await this.#skin.compile(r);
    await this.#lip.compile(r);
  }

  /** Takes the pixels of `image` (px size as given) and keeps no reference to it. */
  upload(image: VideoFrame | ImageBitmap, width: number, height: number): void {
    if (width !== this.#width || height !== this.#height) {
      this.#source.resize(width, height);
      this.#mesh.resize(width, height);
      this.#u.size.value.set(width, height);
      [this.#width, this.#height] = [width, height];
      this.#resize();
      this.forget();
    }
    this.#source.copy(image, width, height);
  }

  /** Fits the canvas to the source and the number of looks. */
  #resize(): void {
    if (this.#width === 0) return;
    const { width, height } = this.#layout;
    this.#layout = layoutOf(this.#looks, this.#width, this.#height, this.#limit);
    if (this.#layout.width === width && this.#layout.height === height) return;
    this.#renderer.setSize(this.#layout.width, this.#layout.height, false);
    this.#shot.setSize(1, 1);
  }

  /** Forgets the statistics of earlier frames: another source begins. */
  forget(): void {
    for (const target of this.#last) target.dispose();
    this.#last.length = 1;
    this.#last[0] = dataTarget(STAT_TEXELS, 1, FloatType);
  }

  /** The pictures of all looks, on the canvas. */
  draw(scene: Scene): void {
    this.#pictures(scene, null);
  }

  /** The pictures again, as bytes. A readback. */
  async readPixels(scene: Scene): Promise<PixelImage> {
    const { width, height } = this.#layout;
    this.#shot.setSize(width, height);
    this.#pictures(scene, this.#shot);
    const bytes = await this.#read(width, height);
    return { width, height, data: new Uint8ClampedArray(bytes.buffer as ArrayBuffer) };
  }

  #pictures(scene: Scene, target: RenderTarget | null): void {
    const { corners, scale, width, height } = this.#layout;
    const u = this.#u;
    u.canvas.value.set(width, height);
    u.part.value.set(0, 0, this.#width, this.#height);
    corners.forEach(([x, y], i) => {
      u.tile.value.set(x, y, scale);
      // Three pictures leave a quarter of the grid that nothing else would wipe.
      this.#passes.copy.draw(this.#renderer, target, i === 0 && this.#looks === 3);
    });
    this.#eachFace(scene, () => {
      corners.forEach(([x, y], i) => {
        u.tile.value.set(x, y, scale);
        u.setLook(this.#tables[i]!);
        if (this.#tables[i]!.count > 0) this.#passes.wear.draw(this.#renderer, target, false);
      });
    });
    this.#renderer.setRenderTarget(null);
  }

  /** The amount of the first look's product as bytes, one a pixel: rows from the top. A readback. */
  async readMask(scene: Scene, product: ProductKind): Promise<Uint8Array> {
    const [width, height] = [this.#width, this.#height];
    const u = this.#u;
    this.#shot.setSize(width, height);
    u.shownMask.value = product === 'foundation' ? 1 : 0;
    u.canvas.value.set(width, height);
    u.tile.value.set(0, 0, 1);
    this.#renderer.setRenderTarget(this.#shot);
    this.#renderer.clear();
    this.#eachFace(scene, () => {
      u.setLook(this.#tables[0]!);
      this.#passes.show.draw(this.#renderer, this.#shot, false);
    });
    const rgba = await this.#read(width, height);
    return Uint8Array.from({ length: width * height }, (_, i) => rgba[i * 4]!);
  }

  async #read(width: number, height: number): Promise<Uint8Array> {
    const bytes = await readTarget(this.#renderer, this.#shot, width, height);
    this.#renderer.setRenderTarget(null);
    this.#shot.setSize(1, 1);
    return bytes;
  }

  /** Measures each face that can be drawn, then calls `wear` with `part` at what of it may change. */
  #eachFace(scene: Scene, wear: () => void): void {
    const faces = this.#used.some((table) => table.count > 0) ? (scene.frame?.faces ?? []) : [];
    const [x0, x1] = wornColumns(scene.split, this.#width);
    this.#u.scale.value.fromArray(lightScale(scene.light));
    for (let i = 0; i < faces.length; i++) {
      if (!this.#geometry.update(faces[i]!, this.#width, this.#height)) continue;
      this.#prepare(i, scene.fresh);
      const part = cut(this.#geometry.roi, x0, x1);
      this.#u.part.value.set(part.x0, part.y0, part.x1, part.y1);
      if (part.x1 > part.x0) wear();
    }
  }

  get #used(): readonly LayerTable[] {
    return this.#tables.slice(0, this.#looks);
  }

  /** Masks, statistics and lowpasses of one face. */
  #prepare(face: number, fresh: number): void {
    const r = this.#renderer;
    const p = this.#passes;
    this.#u.setFace(this.#geometry);
    this.#u.fresh.value = fresh;
    (this.#points.image.data as Float32Array).set(this.#geometry.samples);
    this.#points.needsUpdate = true;
    const last = this.#lastTarget(face);
    this.#lastNode.value = last.texture;
    this.#mesh.draw(r, this.#geometry);
    p.sample.draw(r, this.#samples, false);
    p.stat.draw(r, this.#stats, false);
    if (fresh < 1) p.keep.draw(r, last, false);
    if (this.#used.some((t) => t.has.foundation)) this.#skin.draw(r);
    if (this.#used.some((t) => t.has.lipstick)) this.#lip.draw(r);
  }

  close(): void {
    for (const pass of Object.values(this.#passes)) pass.close();
    this.#skin.close();
    this.#lip.close();
    this.#mesh.close();
    for (const t of [this.#shot, this.#samples, this.#stats, ...this.#last]) t.dispose();
    this.#source.close();
    this.#points.dispose();
  }
}

/** The part of `roi` between two columns. */
const cut = (roi: Roi, x0: number, x1: number): Roi => ({
  ...roi,
  x0: Math.max(roi.x0, x0),
  x1: Math.min(roi.x1, x1),
});
