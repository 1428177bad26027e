import { CarmineError, toCarmineError } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import type { CropReader, FaceParser, FaceReading, ParseScene } from '@carmine/parsing';
import { MonotonicClock } from './clock.ts';
import { CanvasCropReader } from './crop-reader.ts';
import { type DetectedFace, Detector, type Picture, type Size, sizeOf } from './detector.ts';
import { FeedSize } from './feed.ts';
import { FaceFollower, type FollowedFace } from './follow/follower.ts';
import { SceneCut, THUMBNAIL } from './follow/scene-cut.ts';
import { FramePixels } from './frame-pixels.ts';
import { type LoadWatch, loadFiles, type TrackerFiles } from './load-files.ts';
import { MemoryCrops } from './memory-crops.ts';
import { memoryCanvas } from './memory-gl.ts';
import { packFrame } from './pack.ts';
import { createParser, type LipSwitch, type ParseOptions } from './parse.ts';
import { BufferPool } from './pool.ts';
import { createLandmarker } from './runtime.ts';
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

/** What tracks: MediaPipe's landmarker and its buffers. The same class runs in the worker and, where
 *  workers fail, on the page. Owns all it makes; `close()` frees it. */
export class TrackEngine {
  /** What it is made of, for others to share. */
  readonly files: TrackerFiles;
  readonly #options: EngineOptions;
  readonly #pool: BufferPool;
  readonly #feed = new FeedSize();
  readonly #pixels = new FramePixels();
  readonly #videoCrops = new MemoryCrops();
  readonly #stillCrops = new CanvasCropReader();
  readonly #cuts = new SceneCut();
  readonly #clock = new MonotonicClock();
  readonly #follower: FaceFollower;
  readonly #parser: FaceParser;
  readonly #lips: LipSwitch | undefined;
  /** What was last said of each face that is followed: a fading one keeps it. */
  #readings = new Map<number, FaceReading>();
  #landmarker: Awaited<ReturnType<typeof createLandmarker>> | null = null;
  #detector: Detector | null = null;
  #mode: TrackMode;
  #pace = EVERY_FRAME;
  /** A graph that trapped is of no more use. */
  #broken = false;
  #closed = false;

  private constructor(files: TrackerFiles, options: EngineOptions) {
    this.files = files;
    this.#options = options;
    this.#mode = options.mode;
    // Fading faces are told beside those that are seen.
    const most = options.numFaces * 2;
    this.#pool = new BufferPool(Math.max(most, options.stillFaces));
    this.#follower = new FaceFollower(options.numFaces > 1, most);
    const { parser, lips } = createParser(options.parse, files);
    this.#parser = parser;
    this.#lips = lips;
  }

  /** Loads everything and makes a first landmarker. Rejects with asset-missing, asset-corrupt, model-invalid,
   *  browser-unsupported, aborted. */
  static async load(
    options: EngineOptions,
    onProgress: (progress: LoadProgress) => void,
    watch: LoadWatch = {},
  ): Promise<TrackEngine> {
    requireBrowser();
    const files = await loadFiles(options, onProgress, watch);
    const engine = new TrackEngine(files, options);
    await engine.#build();
    return engine;
  }

  /** Tracks one picture and closes it. Rejects with a CarmineError. */
  async track({ frame, frameId, captureTime, spare }: TrackRequest): Promise<FaceFrameMessage> {
    if (spare) this.#pool.give(spare);
    let pixels: ImageData | null = null;
    try {
      if (this.#closed) throw new CarmineError('closed');
      if (this.#broken || !this.#detector) await this.#build();
      const { width, height } = sizeOf(frame);
      if (!(width > 0 && height > 0))
        throw new CarmineError('invalid-argument', { message: 'track: the frame is closed or empty' });
      const start = performance.now();
      const size = { width, height };
      if (this.#mode === 'video') {
        pixels = await this.#pixels.read(frame, this.#feed.shrink(size));
        // The camera has few frames to give: it gets this one back at once.
        frame.close();
      }
      const time = this.#clock.next(captureTime);
      const found = this.#detect(pixels ?? frame, time);
      this.#feed.saw(found, size);
      const { read, cut } = this.#look(pixels ?? frame, size);
      const faces = this.#follow(found, size, time, cut);
      const readings = this.#parse(faces, { ...size, read, captureTime: time, cut });
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
      if (!(cause instanceof CarmineError)) this.#broken = true;
      throw toCarmineError(cause);
    } finally {
      this.#stillCrops.release();
      if (pixels) this.#pixels.giveBack(pixels);
      // Closing twice is harmless.
      frame.close();
    }
  }

  /** Faces looked for in the mode of now. */
  get #faces(): number {
    return this.#mode === 'video' ? this.#options.numFaces : this.#options.stillFaces;
  }

  /** time: ms, growing. */
  #detect(picture: Picture, time: number): DetectedFace[] {
    // While the picture was prepared, close() may have come.
    if (!this.#detector) throw new CarmineError('closed');
    return this.#detector.detect(picture, time, this.#faces);
  }

  /** Opens a picture of a frame of `size` for cut-outs; `cut`: it does not follow the one before. */
  #look(picture: Picture, size: Size): { read: CropReader; cut: boolean } {
    if (!(picture instanceof ImageData)) {
      this.#stillCrops.open(picture, size);
      return { read: this.#stillCrops.read, cut: false };
    }
    this.#videoCrops.open(picture, size);
    return { read: this.#videoCrops.read, cut: this.#cuts.saw(this.#videoCrops.thumbnail(THUMBNAIL)) };
  }

  #follow(found: readonly DetectedFace[], size: Size, time: number, cut: boolean): FollowedFace[] {
    if (this.#mode === 'image') return found.map((face, id) => ({ ...face, id, presence: 1, seen: true }));
    return this.#follower.update(found, size, { time, cut, gone: (part) => this.#cuts.gone(part) });
  }

  /** What the pixels say of each face. */
  #parse(faces: readonly FollowedFace[], seen: Omit<ParseScene, 'mode' | 'every'>): FaceReading[] {
    const scene: ParseScene = { ...seen, mode: this.#mode, every: this.#pace };
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
    if (this.#landmarker && !this.#broken) {
      await this.#landmarker.setOptions({
        runningMode: mode === 'video' ? 'VIDEO' : 'IMAGE',
        numFaces: this.#faces,
      });
      this.#detector = new Detector(this.#landmarker, mode);
    } else await this.#build();
  }

  setPace(pace: ParsePace): void {
    this.#pace = pace;
    if (this.#lips) this.#lips.on = pace.lips ?? true;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#release();
  }

  async #build(): Promise<void> {
    this.#release();
    this.#broken = false;
    this.#landmarker = await createLandmarker(this.files.runtime, {
      numFaces: this.#faces,
      mode: this.#mode,
      canvas: memoryCanvas(),
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

const requireBrowser = (): void => {
  if (!WebAssembly.validate(SIMD_PROBE))
    throw new CarmineError('browser-unsupported', { message: 'Tracking needs WebAssembly SIMD' });
};

/** (func (result v128) i32.const 0 i8x16.splat): valid only with SIMD. */
const SIMD_PROBE = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);
