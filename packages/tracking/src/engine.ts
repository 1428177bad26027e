import { CarmineError, toCarmineError } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import type { FaceParser, FaceReading } from '@carmine/parsing';
import { MonotonicClock } from './clock.ts';
import { CanvasCropReader } from './crop-reader.ts';
import { type DetectedFace, Detector, type Size, sizeOf } from './detector.ts';
import { FeedSize, pictureOf } from './feed.ts';
import { FaceFollower, type FollowedFace } from './follow/follower.ts';
import { SceneCut, THUMBNAIL } from './follow/scene-cut.ts';
import { loadFiles } from './load-files.ts';
import { packFrame } from './pack.ts';
import { createParser, type ParseOptions } from './parse.ts';
import { BufferPool } from './pool.ts';
import { createLandmarker, type VisionRuntime } from './runtime.ts';
import type { FrameStamp, LoadProgress, ParsePace, TrackMode, TrackSource } from './types.ts';

/** Options in the form that crosses to the worker. URLs are absolute. */
export interface EngineOptions {
  readonly assetBase: string;
  readonly faceModelUrl?: string | undefined;
  readonly numFaces: number;
  /** The same for single pictures. */
  readonly stillFaces: number;
  readonly mode: TrackMode;
  readonly parse: ParseOptions;
}

export interface TrackRequest extends FrameStamp {
  readonly frame: TrackSource;
  /** A buffer given back by the page. */
  readonly spare?: Float32Array | undefined;
}

const NOTHING_READ: FaceReading = { light: null, visibility: null };
const EVERY_FRAME: ParsePace = { visibility: 0, light: 0 };

/** What tracks: MediaPipe's landmarker, its buffers and its GL canvas. The same class runs in the worker and, where
 *  workers fail, on the page. Owns all it makes; `close()` frees it. */
export class TrackEngine {
  readonly #runtime: VisionRuntime;
  readonly #options: EngineOptions;
  readonly #pool: BufferPool;
  readonly #feed = new FeedSize();
  readonly #crops = new CanvasCropReader();
  readonly #cuts = new SceneCut();
  readonly #clock = new MonotonicClock();
  readonly #follower: FaceFollower;
  readonly #parser: FaceParser;
  /** What was last said of each face that is followed: a fading one keeps it. */
  #readings = new Map<number, FaceReading>();
  #canvas = glCanvas();
  #landmarker: Awaited<ReturnType<typeof createLandmarker>> | null = null;
  #detector: Detector | null = null;
  #mode: TrackMode;
  #pace = EVERY_FRAME;
  #contextLost = false;
  #closed = false;

  private constructor(runtime: VisionRuntime, options: EngineOptions, parser: FaceParser) {
    this.#runtime = runtime;
    this.#options = options;
    this.#mode = options.mode;
    // Fading faces are told beside those that are seen.
    const most = options.numFaces * 2;
    this.#pool = new BufferPool(Math.max(most, options.stillFaces));
    this.#follower = new FaceFollower(options.numFaces > 1, most);
    this.#parser = parser;
  }

  /** Loads everything and makes a first landmarker. Rejects with asset-missing, asset-corrupt, model-invalid,
   *  browser-unsupported, aborted. */
  static async load(
    options: EngineOptions,
    onProgress: (progress: LoadProgress) => void,
    signal?: AbortSignal,
  ): Promise<TrackEngine> {
    requireBrowser();
    const { runtime, visibility } = await loadFiles(options, onProgress, signal);
    const engine = new TrackEngine(runtime, options, createParser(options.parse, { visibility }));
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
      const size = { width, height };
      const time = this.#clock.next(captureTime);
      const found = this.#detect(picture, time);
      this.#feed.saw(found, size);
      this.#crops.open(picture, size);
      const cut = this.#mode === 'video' && this.#cuts.saw(this.#crops.thumbnail(THUMBNAIL));
      const faces = this.#follow(found, size, time, cut);
      const readings = this.#parse(faces, size, time, cut);
      const inferenceMs = performance.now() - start;
      const packed = this.#pool.take();
      const visibility = packFrame(packed, faces, readings);
      return {
        frameId,
        captureTime,
        width,
        height,
        inferenceMs,
        faceCount: faces.length,
        packed,
        visibility,
      };
    } catch (cause) {
      // A trap inside wasm leaves the graph unusable: the next frame gets a new one.
      if (!(cause instanceof CarmineError)) this.#contextLost = true;
      throw toCarmineError(cause);
    } finally {
      this.#crops.release();
      // Closing twice is harmless; a picture made of the frame is ours too.
      picture.close();
      frame.close();
    }
  }

  /** Faces looked for in the mode of now. */
  get #faces(): number {
    return this.#mode === 'video' ? this.#options.numFaces : this.#options.stillFaces;
  }

  /** time: ms, growing. */
  #detect(picture: TrackSource, time: number): DetectedFace[] {
    // While the picture was prepared, close() may have come.
    if (!this.#detector) throw new CarmineError('closed');
    return this.#detector.detect(picture, time, this.#faces);
  }

  #follow(found: readonly DetectedFace[], size: Size, time: number, cut: boolean): FollowedFace[] {
    if (this.#mode === 'image') return found.map((face, id) => ({ ...face, id, presence: 1, seen: true }));
    return this.#follower.update(found, size, time, cut);
  }

  /** What the pixels say of each face. */
  #parse(faces: readonly FollowedFace[], size: Size, captureTime: number, cut: boolean): FaceReading[] {
    const [mode, every] = [this.#mode, this.#pace];
    const scene = { ...size, read: this.#crops.read, captureTime, mode, cut, every };
    const before = this.#readings;
    const readings = faces.map((face) =>
      face.seen ? this.#parser.parse(face, scene) : (before.get(face.id) ?? NOTHING_READ),
    );
    this.#readings = new Map(faces.map((face, i) => [face.id, readings[i]!]));
    return readings;
  }

  /** Sets the mode; a new landmarker, so that nothing of the old sequence is carried over. */
  async setMode(mode: TrackMode): Promise<void> {
    if (this.#closed) throw new CarmineError('closed');
    this.#mode = mode;
    this.#follower.reset();
    this.#cuts.reset();
    if (this.#landmarker && !this.#contextLost) {
      await this.#landmarker.setOptions({
        runningMode: mode === 'video' ? 'VIDEO' : 'IMAGE',
        numFaces: this.#faces,
      });
      this.#detector = new Detector(this.#landmarker, mode);
    } else await this.#build();
  }

  setPace(pace: ParsePace): void {
    this.#pace = pace;
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
      numFaces: this.#faces,
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
