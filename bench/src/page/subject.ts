import type { QualityStep } from '@carmine/session/quality';

/** What every subject is told: where things lie and what to do. */
export interface SubjectOptions {
  /** Folder of the SDK's assets, with the slash. */
  readonly assets: string;
  /** The library as built: index.js. */
  readonly library: string;
  /** The official face_landmarker.task, or the one the product builds where there is none. */
  readonly faceModel: string;
  /** MediaPipe's own wasm files, with the slash. */
  readonly vision: string;
  readonly backend?: 'webgpu' | 'webgl2';
  /** Where the product draws. */
  readonly renderer?: 'worker' | 'inline';
}

/** A subject that shows made-up frames. */
export interface Running {
  readonly canvas: HTMLCanvasElement;
  /** false: the canvas shows no pictures of the source, and nobody looks at it. */
  readonly numbered: boolean;
  /** true: the canvas holds its picture only within the task that drew it (WebGL without a kept buffer), so that it is read there. */
  readonly readAfterDraw: boolean;
  /** Called after each draw; only with readAfterDraw. */
  onDraw: () => void;
  /** Frames shown since the start, by the subject's own count. */
  shown(): number;
  /** ms since the last question, one entry a frame where the subject can tell: what the landmarks took, what drawing took. */
  stages(): { readonly track: readonly number[]; readonly draw: readonly number[] };
  /** Backend, device, delegate, model: whatever explains the numbers. */
  facts(): Readonly<Record<string, string | number | boolean | null>>;
  /** How it feels: phase and error where it has such a thing. */
  state(): { readonly phase: string; readonly error: string | null };
  /** The product only: works at this step of quality from now on. */
  setQuality?(step: QualityStep): void;
  close(): void;
}

/** Loads everything, opens the camera and resolves when the first made-up frame is on the canvas. */
export type Subject = (options: SubjectOptions) => Promise<Running>;
