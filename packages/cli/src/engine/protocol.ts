import type { ErrorWire } from '@carmine/errors';
import type { FaceLight } from '@carmine/face';
import type { Look, ProductKind } from '@carmine/makeup';
import type { GatePresetName, SkinMapId, SkinReference, SkinReport } from '@carmine/skin';

/** What draws: the three backends of @carmine/makeup; 'auto' is WebGPU where it draws right, else WebGL2. */
export type EngineBackend = 'auto' | 'webgpu' | 'webgl2' | 'cpu';
export type UsedBackend = 'webgpu' | 'webgl2' | 'cpu';

export interface SetupJob {
  readonly assetBase: string;
  readonly faceModelUrl?: string;
  /** Most faces looked for in one picture. */
  readonly numFaces: number;
}

interface FileJob {
  /** URL the page reads the file from. */
  readonly url: string;
  /** URL prefix the page posts results to; a name such as "image" or "mask.lipstick" follows. */
  readonly post: string;
}

export interface RenderJob extends FileJob {
  readonly look: Look;
  readonly backend: EngineBackend;
  /** Products whose mask is wanted. */
  readonly masks: readonly ProductKind[];
  /** true: also tell the light; by the skin analyser where the face itself tells none. */
  readonly light?: boolean;
  /** true: also post the decoded pixels, as "source". */
  readonly source?: boolean;
  /** true: the renderer's own pixels even where nothing is worn, to measure it. */
  readonly always?: boolean;
}

export interface VideoJob extends FileJob {
  readonly kind: 'mp4' | 'webm' | 'y4m';
  readonly look: Look;
  readonly backend: EngineBackend;
}

export interface AnalyzeJob extends FileJob {
  /** true: also post the skin's maps on the picture, as "map.melanin", "map.blood" ... "map.pore". */
  readonly maps?: boolean;
  /** Limits of the gates. Default standard. */
  readonly strictness?: GatePresetName;
  /** What is known beside the face; a card's corners in px of the picture. */
  readonly reference?: SkinReference;
}

/** What the codes of a map mean: 0 no skin seen, 1 `low`, 255 `high`, linear between. */
export interface MapAnswer {
  readonly id: SkinMapId;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

/** One face, for JSON. */
export interface FaceAnswer {
  /** 478 x [x, y, z]; x and y 0..1 of the picture, z in units of its width. */
  readonly landmarks: readonly (readonly [number, number, number])[];
  /** 0..1 */
  readonly confidence: number;
  /** The light on this face; left out where nothing is told of it. */
  readonly light?: FaceLight;
}

/** Estimated light (linear sRGB): `exposure` of a white surface lit like the face, illuminant RGB. The face's own light comes with confidences, 0..1,
 *  and is what is drawn with; where the face tells nothing, the skin analyser's estimate stands here without them. */
export type LightAnswer = Partial<FaceLight>;

interface PictureAnswer {
  /** px, after EXIF orientation. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly FaceAnswer[];
  /** ms by step. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface RenderAnswer extends PictureAnswer {
  readonly backend: UsedBackend;
  readonly device: string;
  readonly light: LightAnswer | null;
}

export interface VideoAnswer {
  readonly width: number;
  readonly height: number;
  readonly backend: UsedBackend;
  readonly frames: readonly { readonly time: number; readonly faces: readonly FaceAnswer[] }[];
  /** Ending of the film written: "webm". */
  readonly extension: string;
  readonly timings: Readonly<Record<string, number>>;
}

export interface AnalyzeAnswer extends PictureAnswer {
  /** null: no face. */
  readonly report: SkinReport | null;
  /** Maps posted; empty when not asked for, without a face, and where a gate blocks. */
  readonly maps: readonly MapAnswer[];
}

/** Answers cross the page boundary as values: an exception would lose its code and hint. */
export type Answer<T> = { readonly ok: T } | { readonly error: ErrorWire };

/** What the engine page puts on `window`. */
export interface EngineApi {
  setup(job: SetupJob): Promise<Answer<{ delegate: string }>>;
  render(job: RenderJob): Promise<Answer<RenderAnswer>>;
  renderVideo(job: VideoJob): Promise<Answer<VideoAnswer>>;
  analyze(job: AnalyzeJob): Promise<Answer<AnalyzeAnswer>>;
}

declare global {
  interface Window {
    carmineEngine?: EngineApi;
  }
}
