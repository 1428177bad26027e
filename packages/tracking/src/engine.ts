import { CarmineError, toCarmineError } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import { assetRequest, LOADER_FILE, MODEL_FILE, modelRequest, WASM_FILE } from './assets.ts';
import { type DetectedFace, Detector, packFaces, sizeOf } from './detector.ts';
import { FeedSize, pictureOf } from './feed.ts';
import { BufferPool } from './pool.ts';
import { manifestSizes, ProgressMeter } from './progress.ts';
import { createLandmarker, loadRuntime, type VisionRuntime } from './runtime.ts';
import type { FrameStamp, LoadProgress, TrackMode, TrackSource } from './types.ts';

/** Options in the form that crosses to the worker. URLs are absolute. */
export interface EngineOptions {
  readonly assetBase: string;
  readonly faceModelUrl?: string | undefined;
  readonly numFaces: number;
  readonly mode: TrackMode;
}

export interface TrackRequest extends FrameStamp {
  readonly frame: TrackSource;
  /** A buffer given back by the page. */
  readonly spare?: Float32Array | undefined;
}

/** What tracks: MediaPipe's landmarker, its buffers and its GL canvas. The same class runs in the worker and, where
 *  workers fail, on the page. Owns all it makes; `close()` frees it. */
export class TrackEngine {
  readonly #runtime: VisionRuntime;
  readonly #options: EngineOptions;
  readonly #pool: BufferPool;
  readonly #feed = new FeedSize();
  #canvas = glCanvas();
  #landmarker: Awaited<ReturnType<typeof createLandmarker>> | null = null;
  #detector: Detector | null = null;
  #mode: TrackMode;
  #contextLost = false;
  #closed = false;

  private constructor(runtime: VisionRuntime, options: EngineOptions) {
    this.#runtime = runtime;
    this.#options = options;
    this.#mode = options.mode;
    this.#pool = new BufferPool(options.numFaces);
  }

  /** Loads everything and makes a first landmarker. Rejects with asset-missing, asset-corrupt, model-invalid,
   *  browser-unsupported, aborted. */
  static async load(
    options: EngineOptions,
    onProgress: (progress: LoadProgress) => void,
    signal?: AbortSignal,
  ): Promise<TrackEngine> {
    requireBrowser();
    const base = new URL(options.assetBase);
    const model = options.faceModelUrl
      ? modelRequest(new URL(options.faceModelUrl))
      : assetRequest(base, MODEL_FILE);
    const sizes = await manifestSizes(base, [WASM_FILE, LOADER_FILE, model.name], signal);
    const meter = new ProgressMeter(sizes, onProgress);
    const runtime = await loadRuntime(base, model, { meter, signal });
    const engine = new TrackEngine(runtime, options);
    await engine.#build();
    return engine;
  }

  /** Tracks one picture and closes it. Rejects with a CarmineError. */
  async track({ frame, frameId, captureTime, spare }: TrackRequest): Promise<FaceFrameMessage> {
    if (spare) this.#pool.give(spare);
    let picture: TrackSource = frame;
    try {
      if (this.#closed) throw new CarmineError('closed');
      if (this.#contextLost || !this.#detector) await this.#build();
      const { width, height } = sizeOf(frame);
      if (!(width > 0 && height > 0))
        throw new CarmineError('invalid-argument', { message: 'track: the frame is closed or empty' });
      const start = performance.now();
      picture = await pictureOf(frame, this.#mode === 'video' ? this.#feed.target({ width, height }) : null);
      const faces = this.#detect(picture, captureTime);
      this.#feed.saw(faces, { width, height });
      const inferenceMs = performance.now() - start;
      const packed = this.#pool.take();
      packFaces(packed, faces);
      return { frameId, captureTime, width, height, inferenceMs, faceCount: faces.length, packed };
    } catch (cause) {
      // A trap inside wasm leaves the graph unusable: the next frame gets a new one.
      if (!(cause instanceof CarmineError)) this.#contextLost = true;
      throw toCarmineError(cause);
    } finally {
      // Closing twice is harmless; a picture made of the frame is ours too.
      picture.close();
      frame.close();
    }
  }

  #detect(picture: TrackSource, captureTime: number): DetectedFace[] {
    // While the picture was prepared, close() may have come.
    if (!this.#detector) throw new CarmineError('closed');
    return this.#detector.detect(picture, captureTime, this.#options.numFaces);
  }

  /** Sets the mode; a new landmarker, so that nothing of the old sequence is carried over. */
  async setMode(mode: TrackMode): Promise<void> {
    if (this.#closed) throw new CarmineError('closed');
    this.#mode = mode;
    if (this.#landmarker && !this.#contextLost) {
      await this.#landmarker.setOptions({ runningMode: mode === 'video' ? 'VIDEO' : 'IMAGE' });
      this.#detector = new Detector(this.#landmarker, mode);
    } else await this.#build();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#release();
  }

  async #build(): Promise<void> {
    this.#release();
    if (this.#contextLost) this.#canvas = glCanvas();
    this.#contextLost = false;
    this.#canvas.addEventListener('webglcontextlost', () => {
      this.#contextLost = true;
    });
    this.#landmarker = await createLandmarker(this.#runtime, {
      numFaces: this.#options.numFaces,
      mode: this.#mode,
      canvas: this.#canvas,
    });
    this.#detector = new Detector(this.#landmarker, this.#mode);
  }

  #release(): void {
    try {
      this.#landmarker?.close();
    } catch {
      // A graph that trapped cannot be closed; its memory goes with the module.
    }
    this.#landmarker = null;
    this.#detector = null;
  }
}

/** The CPU delegate still reads pictures through WebGL2 and aborts without it. */
const requireBrowser = (): void => {
  if (!WebAssembly.validate(SIMD_PROBE))
    throw new CarmineError('browser-unsupported', { message: 'Tracking needs WebAssembly SIMD' });
  if (!glCanvas().getContext('webgl2'))
    throw new CarmineError('browser-unsupported', { message: 'Tracking needs WebGL2 in its thread' });
};

const glCanvas = (): OffscreenCanvas | HTMLCanvasElement =>
  typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(1, 1);

/** (func (result v128) i32.const 0 i8x16.splat): valid only with SIMD. */
const SIMD_PROBE = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);
