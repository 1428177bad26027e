import type { CarmineError } from '@carmine/errors';
import type { Backend, Look, LookLayer } from '@carmine/makeup';
import type { SkinReport } from '@carmine/skin';

export type SourceKind = 'none' | 'camera' | 'photo' | 'video' | 'head';
export type Phase = 'idle' | 'loading' | 'live' | 'still' | 'ended' | 'error' | 'closed';

/** Bytes of a part's files, while they load. `loaded` never falls. */
export interface Progress {
  readonly part: 'tracking' | 'skin';
  readonly file: string;
  readonly loaded: number;
  readonly total: number;
}

/** What is true now; a new object for every change, a few times a second at most. */
export interface TryOnState {
  readonly source: SourceKind;
  readonly phase: Phase;
  readonly face: 'none' | 'searching' | 'found' | 'lost';
  readonly analysis: 'idle' | 'running' | 'done' | 'failed';
  readonly progress: Progress | null;
  readonly look: Look;
  readonly compare: boolean;
  readonly report: SkinReport | null;
  readonly backend: Backend | null;
  readonly error: CarmineError | null;
  /** px of the shown picture; 0 before there is one. */
  readonly width: number;
  readonly height: number;
  /** Frames shown a second, last second. */
  readonly fps: number;
}

/** Headless try-on. Every promise rejects with a CarmineError only; after close() with code `closed`. */
export interface TryOn {
  readonly state: TryOnState;
  subscribe(listener: (state: TryOnState) => void): () => void;
  /** Asks for the camera: call it from a user's press only. */
  startCamera(options?: {
    deviceId?: string;
    facingMode?: 'user' | 'environment';
    signal?: AbortSignal;
  }): Promise<void>;
  usePhoto(image: Blob | ImageBitmap, options?: { signal?: AbortSignal }): Promise<void>;
  useVideo(video: Blob, options?: { loop?: boolean; signal?: AbortSignal }): Promise<void>;
  /** The built-in synthetic head; `tone` is a Monk skin tone 1..10. */
  useHead(options?: { tone?: number; signal?: AbortSignal }): Promise<void>;
  /** Ends the source at once: camera tracks are stopped before it returns. */
  stop(): void;
  setLook(look: Look): Promise<void>;
  /** Puts a shade of the catalogue on, replacing the same product. */
  applyShade(
    sku: string,
    options?: { finish?: LookLayer['finish']; coverage?: number; intensity?: number },
  ): Promise<void>;
  setIntensity(product: LookLayer['product'], intensity: number): Promise<void>;
  clear(product?: LookLayer['product']): Promise<void>;
  /** true shows the bare picture (hold to compare). */
  compare(on: boolean): void;
  analyze(options?: { signal?: AbortSignal }): Promise<SkinReport>;
  /** PNG of what is shown, source resolution. */
  snapshot(): Promise<Blob>;
  close(): void;
}
