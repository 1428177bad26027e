import type { CarmineError } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import type { EngineOptions, TrackRequest } from './engine.ts';
import type { LoadProgress, ParsePace, TrackMode } from './types.ts';

/** Where an engine runs: in a worker or on the page. One request at a time. */
export interface Backend {
  readonly inline: boolean;
  /** Takes ownership of the request's frame. */
  track(request: TrackRequest): Promise<FaceFrameMessage>;
  setMode(mode: TrackMode): Promise<void>;
  setPace(pace: ParsePace): void;
  /** Another door to the same engine, for `linkedTracker` on another thread. */
  link(): MessagePort;
  /** Resolves with the reason when the backend fails as a whole. */
  readonly ended: Promise<CarmineError>;
  /** Idempotent; a pending track() rejects `closed`. */
  close(): void;
}

export interface BackendOptions {
  readonly engine: EngineOptions;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal | undefined;
}
