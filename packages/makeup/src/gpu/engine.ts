import { type FaceFrame, readFaceLight, type TrackedFace } from '@carmine/face';
import type { RenderTarget, WebGPURenderer } from 'three/webgpu';
import { FaceGeometry, type Roi } from '../geometry/face-geometry.ts';
import { farFirst } from '../geometry/far-first.ts';
import { overlapOf, without } from '../geometry/rects.ts';
import { PRODUCT_KINDS } from '../layers/index.ts';
import type { FilmTable } from '../look/film-table.ts';
import { EMPTY_LOOK } from '../look/look.ts';
import { lightScale } from '../model/light.ts';
import { seenAt } from '../reference/visibility.ts';
import type { LightHint, Look, PixelImage, ProductKind, Split } from '../types.ts';
import type { Device } from './device.ts';
import { FaceMeasures } from './face-measures.ts';
import { FaceTargets } from './face-targets.ts';
import { LipArea } from './lip-area.ts';
import { keepLarger, Pass } from './pass.ts';
import type { WearTextures } from './pixel-nodes.ts';
import { PageNodes } from './shape-pages.ts';
import { SourceTexture } from './source-texture.ts';
import { StrokeTarget } from './stroke-target.ts';
import { isWebGL, readTarget, rgba8 } from './targets.ts';
import { CANVAS_UP, ivec2, textureLoad } from './tsl.ts';
import { Uniforms } from './uniforms.ts';
import { type Layout, layoutOf, wornColumns } from './views.ts';
import { VisibilityTexture } from './visibility-map.ts';
import { maskNode } from './wear-nodes.ts';
import { type ByPlace, kindOf, needsOf } from './wear-parts.ts';
import { WearPasses } from './wear-passes.ts';
import { WornLook } from './worn-look.ts';

/** What is drawn: the last uploaded source with these. */
export interface Scene {
  readonly frame: FaceFrame | null;
  readonly light: LightHint | undefined;
  readonly split: Split | undefined;
  /** Weight of this frame's statistics, 0..1; 1 for a still. */
  readonly fresh: number;
}

/** All GPU resources of one renderer and the order of its passes. Allocates no GPU memory a frame once sizes are settled. */
export class Engine {
  readonly #renderer: WebGPURenderer;
  /** Largest side of a picture, px. */
  readonly #limit: number;
  readonly #u = new Uniforms();
  readonly #geometry = new FaceGeometry();
  readonly #lips = new LipArea();
  readonly #source: SourceTexture;
  readonly #targets: FaceTargets;
  readonly #strokes: StrokeTarget;
  readonly #visibility = new VisibilityTexture();
  readonly #pages = new PageNodes();
  readonly #measures: FaceMeasures;
  readonly #shot = rgba8(1, 1);
  readonly #looks: WornLook[] = [new WornLook(EMPTY_LOOK)];
  readonly #passes: Readonly<Record<'copy' | 'show', Pass>>;
  readonly #wearPasses: WearPasses;
  /** Kinds of looks whose pipelines are made. */
  readonly #made = new Set<string>();
  #width = 0;
  #height = 0;
  #layout: Layout = layoutOf(1, 1, 1, 1);

  /** Who gives the device ends it. */
  constructor({ renderer, maxSize, software }: Pick<Device, 'renderer' | 'maxSize' | 'software'>) {
    this.#renderer = renderer;
    this.#limit = maxSize;
    renderer.setClearColor(0x000000, 0);
    this.#source = new SourceTexture(renderer, software);
    this.#targets = new FaceTargets(this.#u);
    this.#strokes = new StrokeTarget(this.#u);
    const [source, mask] = [this.#source.texture, this.#targets.mask.texture];
    this.#measures = new FaceMeasures(this.#u, { source, mask, visibility: this.#visibility.texture });
    const textures = this.#wearTextures();
    const stats = () => this.#measures.nodes();
    this.#wearPasses = new WearPasses(this.#u, stats, textures);
    this.#passes = {
      copy: Pass.placed(this.#u, (px) => textureLoad(textures.source, ivec2(px.floor()))),
      show: keepLarger(Pass.placed(this.#u, (px) => maskNode(this.#u, stats(), textures, px))),
    };
  }

  #wearTextures(): WearTextures {
    const { skin, lip, around } = this.#measures;
    return {
      source: this.#source.texture,
      mask: this.#targets.mask.texture,
      chart: this.#targets.chart.texture,
      lips: this.#targets.lips.texture,
      strokes: this.#strokes.target.texture,
      visibility: this.#visibility.texture,
      pages: this.#pages.pages,
      tiles: this.#pages.tiles,
      lists: this.#pages.lists,
      skinFine: skin.fine.texture,
      skinCoarse: skin.coarse.texture,
      lipFine: lip.fine.texture,
      lipCoarse: lip.coarse.texture,
      around: around.texture,
    };
  }

  /** Takes parsed looks: numbers, small textures and vertices. Their pipelines are made before, by `compile`, or with the next draw. */
  setLooks(looks: readonly Look[]): void {
    looks.forEach((look, i) => {
      if (this.#looks[i]) this.#looks[i].set(look);
      else this.#looks.push(new WornLook(look));
    });
    for (const extra of this.#looks.splice(looks.length)) extra.close();
    this.#resize();
  }

  /** Makes every pipeline that pictures with these films need and that is not made yet; those of readbacks the first readback makes. */
  async compile(tables: readonly FilmTable[]): Promise<void> {
    const r = this.#renderer;
    await this.#passes.copy.compile(r, null);
    const worn = tables.filter((table) => table.count > 0);
    if (worn.length === 0) return;
    const needs = needsOf(worn);
    await this.#targets.compile(r, needs);
    if (worn.some((table) => table.strokes.length > 0)) await this.#strokes.compile(r);
    await this.#measures.compile(r, needs);
    await this.#wearPasses.compile(r, worn);
    for (const table of worn) this.#made.add(kindOf(table));
  }

  /** Whether that was done for such films. */
  isCompiled(tables: readonly FilmTable[]): boolean {
    return tables.every((table) => table.count === 0 || this.#made.has(kindOf(table)));
  }

  /** Takes the pixels of `image` (px size as given) and keeps no reference to it. */
  upload(image: VideoFrame | ImageBitmap, width: number, height: number): void {
    if (width !== this.#width || height !== this.#height) {
      this.#source.resize(width, height);
      this.#targets.resize(width, height);
      this.#strokes.resize(width, height);
      this.#u.size.value.set(width, height);
      [this.#width, this.#height] = [width, height];
      this.#resize();
      this.#measures.forget();
    }
    this.#source.copy(image, width, height);
  }

  /** Fits the canvas to the source and the number of looks. */
  #resize(): void {
    if (this.#width === 0) return;
    const { width, height } = this.#layout;
    this.#layout = layoutOf(this.#looks.length, this.#width, this.#height, this.#limit);
    if (this.#layout.width === width && this.#layout.height === height) return;
    this.#renderer.setSize(this.#layout.width, this.#layout.height, false);
    this.#shot.setSize(1, 1);
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
    u.up.value = this.#upOf(target);
    u.part.value.set(0, 0, this.#width, this.#height);
    corners.forEach(([x, y], i) => {
      u.tile.value.set(x, y, scale);
      // Three pictures leave a quarter of the grid that nothing else would wipe.
      this.#passes.copy.draw(this.#renderer, target, i === 0 && corners.length === 3);
    });
    this.#eachFace(scene, this.#looks, (look, i) => {
      u.tile.value.set(corners[i]![0], corners[i]![1], scale);
      this.#wear(look, scene, this.#wearPasses.of(look.table), target);
    });
    this.#renderer.setRenderTarget(null);
  }

  /** The amount of the first look's product as bytes, one a pixel: rows from the top. A readback. */
  async readMask(scene: Scene, product: ProductKind): Promise<Uint8Array> {
    const [width, height] = [this.#width, this.#height];
    const u = this.#u;
    this.#shot.setSize(width, height);
    u.shownMask.value = PRODUCT_KINDS.indexOf(product);
    u.canvas.value.set(width, height);
    u.up.value = this.#upOf(this.#shot);
    u.tile.value.set(0, 0, 1);
    this.#renderer.setRenderTarget(this.#shot);
    this.#renderer.clear();
    this.#eachFace(scene, this.#looks.slice(0, 1), (look) => {
      const { show } = this.#passes;
      this.#wear(look, scene, { lips: show, strokes: show, skin: show }, this.#shot);
    });
    const rgba = await this.#read(width, height);
    return Uint8Array.from({ length: width * height }, (_, i) => rgba[i * 4]!);
  }

  /** Where rows of what is drawn on begin: see upOfTarget. */
  #upOf(target: RenderTarget | null): number {
    return target && isWebGL(this.#renderer) ? -CANVAS_UP : CANVAS_UP;
  }

  async #read(width: number, height: number): Promise<Uint8Array> {
    const bytes = await readTarget(this.#renderer, this.#shot, width, height);
    this.#renderer.setRenderTarget(null);
    this.#shot.setSize(1, 1);
    return bytes;
  }

  /** Measures each face that can be drawn once, then calls `wear` for every look that has films. */
  #eachFace(scene: Scene, looks: readonly WornLook[], wear: (look: WornLook, index: number) => void): void {
    const tables = looks.map((look) => look.table).filter((table) => table.count > 0);
    if (!scene.frame || tables.length === 0) return;
    const trackedScale = scene.frame.width / this.#width;
    for (const [i, face] of farFirst(scene.frame)) {
      if (!(face.presence > 0) || !this.#geometry.update(face, this.#width, this.#height)) continue;
      this.#tell(face, scene.light, trackedScale);
      this.#measure(i, scene.fresh, tables);
      looks.forEach((look, k) => {
        if (look.table.count > 0) wear(look, k);
      });
    }
  }

  /** Tells the shaders what is known of a face. */
  #tell(face: TrackedFace, hint: LightHint | undefined, trackedScale: number): void {
    const u = this.#u;
    const told = readFaceLight(face.light);
    u.scale.value.fromArray(lightScale(hint, told));
    const sure = Math.min(1, Math.max(0, told.directionConfidence));
    u.toldLight.value.set(...told.direction, sure);
    u.presence.value = Math.min(1, face.presence);
    const seen = this.#visibility.set(u, face.visibility, {
      scale: trackedScale,
      px: this.#geometry.strokeFace.px,
    });
    if (seen) this.#geometry.uncover((x, y) => seenAt(seen, x, y));
    this.#lips.update(this.#geometry, this.#width, this.#height);
    u.setFace(this.#geometry, this.#lips);
  }

  #measure(face: number, fresh: number, tables: readonly FilmTable[]): void {
    const needs = needsOf(tables);
    this.#targets.draw(this.#renderer, this.#geometry, this.#lips, needs);
    this.#measures.draw(this.#renderer, this.#geometry, { face, fresh, needs });
  }

  /** Draws one look of the face at hand: every pixel once, with the shader that has just what may lie there. */
  #wear(look: WornLook, { split }: Scene, passes: ByPlace<Pass>, target: RenderTarget | null): void {
    const u = this.#u;
    u.setLook(look.table);
    u.films.use(look.films);
    this.#pages.use(look.pages);
    const [x0, x1] = wornColumns(split, this.#width);
    const shown = { x0, y0: 0, x1, y1: this.#height };
    const [lips, strokes] = [this.#placeLips(), this.#placeStrokes(look)];
    const draw = (pass: Pass | null, parts: readonly Roi[]): void => {
      for (const part of pass ? parts : []) {
        u.part.value.set(part.x0, part.y0, part.x1, part.y1);
        pass!.draw(this.#renderer, target, false);
      }
    };
    const face = overlapOf(this.#geometry.roi, shown);
    // Where nothing lies on skin its masks are made under the lips alone.
    if (u.hasSkinFilms.value > 0) draw(passes.skin, without(face, lips, strokes));
    draw(passes.strokes, without(overlapOf(strokes, shown), lips));
    draw(passes.lips, without(overlapOf(lips, shown)));
  }

  /** Draws the strokes of the look at hand into their target; gives the pixels that they may change. */
  #placeStrokes(look: WornLook): Roi {
    const box = { x0: this.#width, y0: this.#height, x1: 0, y1: 0 };
    const { strokes } = look;
    if (!strokes.mesh) return box;
    strokes.placed.update(this.#geometry.strokeFace);
    strokes.placed.grow(box, this.#width, this.#height);
    this.#u.strokeBox.value.set(box.x0, box.y0, box.x1, box.y1);
    this.#strokes.draw(this.#renderer, strokes);
    return box;
  }

  /** Pixels of the face at hand that films on its lips may change; none where the look at hand has none. */
  #placeLips(): Roi {
    if (!(this.#u.hasLip.value > 0)) return { x0: 0, y0: 0, x1: 0, y1: 0 };
    const { roi } = this.#geometry;
    const { x0, y0, x1, y1 } = this.#lips.box;
    return {
      x0: Math.max(roi.x0, Math.floor(x0) - 1),
      y0: Math.max(roi.y0, Math.floor(y0) - 1),
      x1: Math.min(roi.x1, Math.ceil(x1) + 1),
      y1: Math.min(roi.y1, Math.ceil(y1) + 1),
    };
  }

  close(): void {
    for (const pass of Object.values(this.#passes)) pass.close();
    this.#wearPasses.close();
    for (const look of this.#looks) look.close();
    this.#measures.close();
    this.#targets.close();
    this.#strokes.close();
    this.#visibility.close();
    this.#pages.close();
    this.#u.films.close();
    this.#shot.dispose();
    this.#source.close();
  }
}
