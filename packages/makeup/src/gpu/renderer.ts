import { CarmineError, toCarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import { bakeLook } from '../look/film-table.ts';
import { EMPTY_LOOK, parseLook } from '../look/look.ts';
import type {
  Backend,
  DrawOptions,
  DrawSource,
  Look,
  MakeupRenderer,
  PixelImage,
  ProductKind,
  RendererOptions,
} from '../types.ts';
import { type Device, endDevice, isLost, startDevice } from './device.ts';
import { Engine, type Scene } from './engine.ts';
import { drawsRight } from './self-test.ts';
import { Settler } from './settled.ts';
import { MAX_LOOKS } from './views.ts';

/** Time constant of the region statistics on live video, ms (rendering.md 1.4, 1.5). */
const STATS_TAU = 180;
/** A pause this long starts the statistics afresh, ms. */
const STATS_GAP = 500;
/** Most faces drawn. */
const MAX_FACES = 8;

/**
 * Starts the GPU renderer on a canvas. `backend: 'auto'` (default) takes WebGPU where it passes a draw-and-read test, else WebGL2.
 * Resolves when every pipeline that a bare picture needs is compiled. Throws `gpu-unavailable`.
 */
export const createRenderer = async (options: RendererOptions): Promise<MakeupRenderer> => {
  const renderer = new GpuRenderer(options, await chooseBackend(options.backend ?? 'auto'));
  try {
    await renderer.start();
  } catch (error) {
    renderer.close();
    throw toCarmineError(error, 'gpu-unavailable');
  }
  return renderer;
};

const chooseBackend = async (wish: Backend | 'auto'): Promise<Backend> => {
  if (wish !== 'auto') return wish;
  const offered = typeof navigator !== 'undefined' && navigator.gpu !== undefined;
  return offered && (await drawsRight('webgpu')) ? 'webgpu' : 'webgl2';
};

const sizeOf = (source: DrawSource): { width: number; height: number } =>
  'displayWidth' in source
    ? { width: source.displayWidth, height: source.displayHeight }
    : { width: source.width, height: source.height };

/** Says that a lost context is wanted back (WebGL 1.0 specification, 5.15.2). */
const claim = (event: Event): void => event.preventDefault();

class GpuRenderer implements MakeupRenderer {
  readonly backend: Backend;
  readonly #options: RendererOptions;
  #device: Device | null = null;
  #settler: Settler | null = null;
  #engine: Engine | null = null;
  /** Resolves when the engine at hand goes: a device that was lost may never finish a pipeline. */
  #gone: Promise<void> = Promise.resolve();
  #go = (): void => {};
  #looks: readonly Look[] = [EMPTY_LOOK];
  #scene: Scene | null = null;
  #width = 0;
  #height = 0;
  #captureTime = Number.NaN;
  #closed = false;
  /** Counts starts: one that was overtaken by another ends what it made. */
  #starts = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(options: RendererOptions, backend: Backend) {
    this.#options = options;
    this.backend = backend;
    if (backend === 'webgpu') return;
    // Listened to for life: a context may be lost again while all is made anew, and comes back only if its loss was claimed.
    options.canvas.addEventListener('webglcontextlost', claim);
    options.canvas.addEventListener('webglcontextrestored', this.#restore);
  }

  get device(): string {
    return this.#device?.name ?? 'lost';
  }

  /** Starts the device and compiles; also after a loss. false: overtaken by a later start, or closed. */
  async start(): Promise<boolean> {
    const own = ++this.#starts;
    const device = await startDevice(this.backend, this.#options.canvas);
    if (own !== this.#starts || this.#closed) {
      endDevice(device);
      return false;
    }
    this.#device = device;
    this.#settler = new Settler(device);
    // three tells of no device that was destroyed; the device itself does.
    device.renderer.onDeviceLost = () => this.#lost(device);
    void device.gpu?.lost.then(() => this.#lost(device));
    const engine = new Engine(device);
    this.#engine = engine;
    this.#gone = new Promise((resolve) => {
      this.#go = resolve;
    });
    engine.setLooks(this.#looks);
    try {
      await engine.compile(this.#looks.map(bakeLook));
    } catch (error) {
      if (this.#engine === engine) this.#engine = null;
      throw error;
    }
    return this.#device === device;
  }

  #lost(device: Device): void {
    if (this.#closed || this.#device !== device) return;
    this.#device = this.#engine = null;
    this.#go();
    this.#scene = null;
    this.#width = this.#height = 0;
    endDevice(device);
    this.#options.onContext?.('lost');
    // WebGL tells when it can go on; a lost WebGPU device is replaced at once.
    if (this.backend === 'webgpu') void this.#restore();
  }

  readonly #restore = async (): Promise<void> => {
    if (this.#closed) return;
    // Lost before anybody could be told: what stands on it is of the context before.
    if (this.#device) this.#lost(this.#device);
    try {
      if (await this.start()) this.#options.onContext?.('restored');
    } catch {
      // Lost once more: every call says so until it is given back, or the page asks for another renderer.
    }
  };

  #live(): Engine {
    if (this.#closed) throw new CarmineError('closed', { message: 'The renderer was closed.' });
    if (!this.#engine) throw new CarmineError('gpu-lost');
    return this.#engine;
  }

  setLook(look: Look): Promise<void> {
    return this.setLooks([look]);
  }

  async setLooks(looks: readonly Look[]): Promise<void> {
    if (!(looks.length >= 1 && looks.length <= MAX_LOOKS))
      throw new CarmineError('invalid-argument', {
        message: `setLooks: expected 1 to ${MAX_LOOKS} looks; got ${looks.length}.`,
      });
    const parsed = looks.map(parseLook);
    if (this.#closed) throw new CarmineError('closed', { message: 'The renderer was closed.' });
    this.#looks = parsed;
    const engine = this.#engine;
    if (engine) await this.#put(engine, parsed);
  }

  /** Brings looks on. Looks of a kind that was not worn yet need pipelines: pictures go on with the looks before until these are there. */
  async #put(engine: Engine, looks: readonly Look[]): Promise<void> {
    const tables = looks.map(bakeLook);
    // A pipeline that could not be made in advance is made, or refused, by its first draw.
    if (!engine.isCompiled(tables))
      await Promise.race([engine.compile(tables).catch(() => undefined), this.#gone]);
    if (engine === this.#engine && looks === this.#looks) engine.setLooks(looks);
  }

  draw(source: DrawSource, frame: FaceFrame | null, options: DrawOptions = {}): void {
    const engine = this.#live();
    const { width, height } = sizeOf(source);
    this.#check(width, height);
    const resized = width !== this.#width || height !== this.#height;
    [this.#width, this.#height] = [width, height];
    engine.upload(source, width, height);
    const fresh = this.#freshness(source, frame, resized);
    const faces = options.bare ? null : capped(frame);
    const scene = { frame: faces, light: options.light, split: options.split, fresh };
    engine.draw(scene);
    // Readbacks draw the same again without mixing the statistics once more than the picture did.
    this.#scene = scene;
  }

  #check(width: number, height: number): void {
    // A closed frame has no size; drawing it would leave older pixels under newer landmarks.
    if (!(width > 0 && height > 0))
      throw new CarmineError('invalid-argument', { message: 'draw: the source is closed or empty.' });
    const limit = this.#device?.maxSize ?? 0;
    if (width > limit || height > limit)
      throw new CarmineError('image-too-large', {
        message: `The picture is ${width} x ${height} px; this device draws up to ${limit} px a side.`,
        details: { width, height, limit },
      });
  }

  /** 1 for stills and cuts; on live video the share that keeps the statistics steady. */
  #freshness(source: DrawSource, frame: FaceFrame | null, resized: boolean): number {
    const live = 'displayWidth' in source && frame !== null;
    const dt = live ? frame.captureTime - this.#captureTime : Number.NaN;
    this.#captureTime = live ? frame.captureTime : Number.NaN;
    if (!live || resized || !(dt > 0 && dt < STATS_GAP)) return live ? 0.999 : 1;
    return 1 - Math.exp(-dt / STATS_TAU);
  }

  async settled(): Promise<void> {
    if (this.#device) await this.#settler?.settled().catch(() => undefined);
  }

  readPixels(): Promise<PixelImage> {
    return this.#read((engine, scene) => engine.readPixels(scene));
  }

  readMask(product: ProductKind): Promise<Uint8Array> {
    return this.#read((engine, scene) => engine.readMask(scene, product));
  }

  /** One readback at a time: they share a target. */
  #read<T>(work: (engine: Engine, scene: Scene) => Promise<T>): Promise<T> {
    const next = this.#reading.then(async () => {
      const [engine, device] = [this.#live(), this.#device];
      try {
        return await work(engine, this.#drawn());
      } catch (cause) {
        throw this.#readFault(cause, device);
      }
    });
    this.#reading = next.catch(() => {});
    return next;
  }

  /** What a readback that failed on `device` is told as: the backends have words of their own for a loss, and may say them before the loss is told. */
  #readFault(cause: unknown, device: Device | null): unknown {
    if (this.#closed) return new CarmineError('closed', { message: 'The renderer was closed.', cause });
    // WebGPU rejects what it was to map with an AbortError, as if somebody had asked for that.
    const dropped = cause instanceof DOMException && cause.name === 'AbortError';
    if (!dropped && device && device === this.#device && !isLost(device)) return cause;
    return new CarmineError('gpu-lost', { cause });
  }

  #drawn(): Scene {
    if (!this.#scene) throw new CarmineError('invalid-argument', { message: 'Nothing has been drawn yet.' });
    return this.#scene;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.canvas.removeEventListener('webglcontextlost', claim);
    this.#options.canvas.removeEventListener('webglcontextrestored', this.#restore);
    this.#engine?.close();
    if (this.#device) endDevice(this.#device);
    this.#engine = this.#device = null;
    this.#go();
    this.#scene = null;
  }
}

const capped = (frame: FaceFrame | null): FaceFrame | null =>
  frame && frame.faces.length > MAX_FACES ? { ...frame, faces: frame.faces.slice(0, MAX_FACES) } : frame;
