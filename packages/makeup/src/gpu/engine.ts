import type { FaceFrame } from '@carmine/face';
import {
  BufferGeometry,
  CustomBlending,
  DataTexture,
  DynamicDrawUsage,
  FloatType,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  MaxEquation,
  OneFactor,
  type RenderTarget,
  RGBAFormat,
  Uint16BufferAttribute,
  UnsignedByteType,
  type WebGPURenderer,
} from 'three/webgpu';
import {
  FACE_INDICES,
  FACE_VERTICES,
  FaceGeometry,
  LIP_GRID,
  SAMPLE_COLUMNS,
  SAMPLE_ROWS,
  SKIN_GRID,
  VERTEX_FLOATS,
} from '../geometry/face-geometry.ts';
import { createLayerTable, type LayerTable } from '../look/layer-table.ts';
import { lightScale } from '../model/light.ts';
import type { LightHint, ProductKind } from '../types.ts';
import { clipNode, Pass, plainMaterial } from './pass.ts';
import { dataTarget, RegionBands } from './region-bands.ts';
import { SourceTexture } from './source-texture.ts';
import { STAT_TEXELS, sampleNode, statNode, statNodes } from './stat-nodes.ts';
import { attribute, ivec2, type Node, textureLoad, varying, vec4 } from './tsl.ts';
import { Uniforms } from './uniforms.ts';
import { maskNode, wearNode } from './wear-nodes.ts';

/** What is drawn: the last uploaded source with these. */
export interface Scene {
  readonly frame: FaceFrame | null;
  readonly light: LightHint | undefined;
  /** Weight of this frame's statistics, 0..1; 1 for a still. */
  readonly fresh: number;
}

const rgba8 = (width: number, height: number): RenderTarget => dataTarget(width, height, UnsignedByteType);

/** All GPU resources of one renderer and the order of its passes. Allocates nothing a frame once sizes are settled. */
export class Engine {
  readonly #renderer: WebGPURenderer;
  readonly #u = new Uniforms();
  readonly #geometry = new FaceGeometry();
  readonly #source: SourceTexture;
  readonly #vertices = new InterleavedBuffer(new Float32Array(FACE_VERTICES * VERTEX_FLOATS), VERTEX_FLOATS);
  readonly #points: DataTexture;
  readonly #mask = rgba8(1, 1);
  readonly #shot = rgba8(1, 1);
  readonly #samples = dataTarget(SAMPLE_COLUMNS, SAMPLE_ROWS, FloatType);
  readonly #stats = dataTarget(STAT_TEXELS, 1, FloatType);
  /** Statistics of the frame before, one a face. */
  readonly #last: RenderTarget[] = [];
  #lastNode: Node = null;
  readonly #table: LayerTable = createLayerTable();
  readonly #passes: {
    readonly copy: Pass;
    readonly mask: Pass;
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

  constructor(renderer: WebGPURenderer) {
    this.#renderer = renderer;
    renderer.setClearColor(0x000000, 0);
    this.#points = new DataTexture(
      new Float32Array(SAMPLE_COLUMNS * SAMPLE_ROWS * 4),
      SAMPLE_COLUMNS,
      SAMPLE_ROWS,
      RGBAFormat,
      FloatType,
    );
    this.#source = new SourceTexture(renderer);
    this.#vertices.setUsage(DynamicDrawUsage);
    this.#skin = this.#bands('skin', SKIN_GRID);
    this.#lip = this.#bands('lip', LIP_GRID);
    this.#passes = this.#createPasses();
  }

  #bands(region: 'skin' | 'lip', size: number): RegionBands {
    return new RegionBands(
      this.#u,
      () => this.#statNodes(),
      this.#source.texture,
      this.#mask.texture,
      region,
      size,
    );
  }

  #statNodes() {
    return statNodes(this.#stats.texture);
  }

  #createPasses() {
    const u = this.#u;
    const textures = {
      source: this.#source.texture,
      mask: this.#mask.texture,
      skinFine: this.#skin.fine.texture,
      skinCoarse: this.#skin.coarse.texture,
      lipFine: this.#lip.fine.texture,
      lipCoarse: this.#lip.coarse.texture,
    };
    const whole = vec4(0, 0, u.size.x, u.size.y);
    const show = Pass.rect(u.roi, u.size, (px) => maskNode(u, this.#statNodes(), textures, px));
    this.#keepLarger(show);
    this.#lastTarget(0);
    return {
      copy: Pass.rect(whole, u.size, (px) => textureLoad(this.#source.texture, ivec2(px.floor()))),
      mask: this.#maskPass(),
      sample: Pass.whole(SAMPLE_COLUMNS, SAMPLE_ROWS, (px) =>
        sampleNode(u, this.#points, this.#source.texture, px),
      ),
      stat: Pass.whole(STAT_TEXELS, 1, (px) => {
        const last = textureLoad(this.#last[0]!.texture, ivec2(px.floor()));
        this.#lastNode = last;
        return statNode(u, this.#points, this.#samples.texture, last, px);
      }),
      keep: Pass.whole(STAT_TEXELS, 1, (px) => textureLoad(this.#stats.texture, ivec2(px.floor()))),
      wear: Pass.rect(u.roi, u.size, (px) => wearNode(u, this.#statNodes(), textures, px)),
      show,
    };
  }

  /** The face's triangles with their amounts. */
  #maskPass(): Pass {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new InterleavedBufferAttribute(this.#vertices, 2, 0));
    geometry.setAttribute('amounts', new InterleavedBufferAttribute(this.#vertices, 4, 2));
    geometry.setIndex(new Uint16BufferAttribute(FACE_INDICES, 1));
    const vertex = clipNode(attribute('position', 'vec2'), this.#u.size);
    const pass = new Pass(geometry, plainMaterial(vertex, varying(attribute('amounts', 'vec4'))));
    this.#keepLarger(pass);
    return pass;
  }

  #keepLarger(pass: Pass): void {
    const material = pass.mesh.material as ReturnType<typeof plainMaterial>;
    material.transparent = true;
    material.blending = CustomBlending;
    material.blendEquation = material.blendEquationAlpha = MaxEquation;
    material.blendSrc = material.blendDst = material.blendSrcAlpha = material.blendDstAlpha = OneFactor;
  }

  #lastTarget(face: number): RenderTarget {
    while (this.#last.length <= face) this.#last.push(dataTarget(STAT_TEXELS, 1, FloatType));
    return this.#last[face]!;
  }

  get table(): LayerTable {
    return this.#table;
  }

  /** Numbers only: no pipeline changes with the look. */
  lookChanged(): void {
    this.#u.setLook(this.#table);
  }

  /** Compiles every pipeline. Without it the first frame would. */
  async compile(): Promise<void> {
    const p = this.#passes;
    const r = this.#renderer;
    const jobs: [Pass, RenderTarget | null][] = [
      [p.copy, null],
      [p.copy, this.#shot],
      [p.mask, this.#mask],
      [p.sample, this.#samples],
      [p.stat, this.#stats],
      [p.keep, this.#last[0]!],
      [p.wear, null],
    ];
    for (const [pass, target] of jobs) await pass.compile(r, target);
    await this.#skin.compile(r);
    await this.#lip.compile(r);
  }

  /** Takes the pixels of `image` (px size as given) and keeps no reference to it. */
  upload(image: VideoFrame | ImageBitmap, width: number, height: number): void {
    if (width !== this.#width || height !== this.#height) {
      this.#source.resize(width, height);
      this.#mask.setSize(width, height);
      this.#shot.setSize(1, 1);
      this.#renderer.setSize(width, height, false);
      this.#u.size.value.set(width, height);
      [this.#width, this.#height] = [width, height];
      this.forget();
    }
    this.#source.copy(image, width, height);
  }

  /** Forgets the statistics of earlier frames: another source begins. */
  forget(): void {
    for (const target of this.#last) target.dispose();
    this.#last.length = 1;
    this.#last[0] = dataTarget(STAT_TEXELS, 1, FloatType);
  }

  /** The picture, made up, on the canvas. */
  draw(scene: Scene): void {
    this.#run(scene, null, this.#passes.copy, this.#passes.wear);
  }

  /** The picture again, as bytes: rows from the top. A readback. */
  async readPixels(scene: Scene): Promise<Uint8Array> {
    this.#shot.setSize(this.#width, this.#height);
    this.#run(scene, this.#shot, this.#passes.copy, this.#passes.wear);
    return this.#read();
  }

  /** The amount of a product as bytes, one a pixel: rows from the top. A readback. */
  async readMask(scene: Scene, product: ProductKind): Promise<Uint8Array> {
    this.#shot.setSize(this.#width, this.#height);
    this.#u.shownMask.value = product === 'foundation' ? 1 : 0;
    this.#renderer.setRenderTarget(this.#shot);
    this.#renderer.clear();
    this.#run(scene, this.#shot, null, this.#passes.show);
    const rgba = await this.#read();
    return Uint8Array.from({ length: this.#width * this.#height }, (_, i) => rgba[i * 4]!);
  }

  async #read(): Promise<Uint8Array> {
    const [w, h] = [this.#width, this.#height];
    const r = this.#renderer;
    const bytes = (await r.readRenderTargetPixelsAsync(this.#shot, 0, 0, w, h)) as Uint8Array;
    r.setRenderTarget(null);
    this.#shot.setSize(1, 1);
    return isWebGL(r) ? flipped(bytes, w, h) : bytes;
  }

  #run(scene: Scene, target: RenderTarget | null, first: Pass | null, last: Pass): void {
    const r = this.#renderer;
    first?.draw(r, target, false);
    const faces = this.#table.count > 0 ? (scene.frame?.faces ?? []) : [];
    this.#u.scale.value.fromArray(lightScale(scene.light));
    for (let i = 0; i < faces.length; i++) {
      if (!this.#geometry.update(faces[i]!, this.#width, this.#height)) continue;
      this.#prepare(i, scene.fresh);
      last.draw(r, target, false);
    }
    r.setRenderTarget(null);
  }

  /** Masks, statistics and lowpasses of one face. */
  #prepare(face: number, fresh: number): void {
    const r = this.#renderer;
    const p = this.#passes;
    this.#u.setFace(this.#geometry);
    this.#u.fresh.value = fresh;
    (this.#vertices.array as Float32Array).set(this.#geometry.vertices);
    this.#vertices.needsUpdate = true;
    (this.#points.image.data as Float32Array).set(this.#geometry.samples);
    this.#points.needsUpdate = true;
    const last = this.#lastTarget(face);
    this.#lastNode.value = last.texture;
    p.mask.draw(r, this.#mask, true);
    p.sample.draw(r, this.#samples, false);
    p.stat.draw(r, this.#stats, false);
    if (fresh < 1) p.keep.draw(r, last, false);
    if (this.#table.has.foundation) this.#skin.draw(r);
    if (this.#table.has.lipstick) this.#lip.draw(r);
  }

  close(): void {
    for (const pass of Object.values(this.#passes)) pass.close();
    this.#skin.close();
    this.#lip.close();
    for (const t of [this.#mask, this.#shot, this.#samples, this.#stats, ...this.#last]) t.dispose();
    this.#source.close();
    this.#points.dispose();
  }
}

export const isWebGL = (r: WebGPURenderer): boolean =>
  (r.backend as unknown as { isWebGLBackend?: boolean }).isWebGLBackend === true;

/** WebGL reads rows from the bottom. */
const flipped = (bytes: Uint8Array, width: number, height: number): Uint8Array => {
  const out = new Uint8Array(width * height * 4);
  const row = width * 4;
  for (let y = 0; y < height; y++)
    out.set(bytes.subarray((height - 1 - y) * row, (height - y) * row), y * row);
  return out;
};
