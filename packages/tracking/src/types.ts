import type { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';

/** 'video': consecutive frames of one source, tracked and smoothed. 'image': each picture on its own. */
export type TrackMode = 'video' | 'image';

/** Bytes of the tracker's files while they load; `loaded` never falls, `total` covers all of them. */
export interface LoadProgress {
  readonly part: 'tracking';
  /** Path under assetBase of the file that moved, or the faceModelUrl. */
  readonly file: string;
  readonly loaded: number;
  readonly total: number;
}

export interface TrackerOptions {
  /** URL of the folder with workers/, wasm/, models/ and manifest.json (docs/design/contracts.md). */
  readonly assetBase: string | URL;
  /** Another face_landmarker.task, such as MediaPipe's official one. Default: models/face_landmarker.task. */
  readonly faceModelUrl?: string | URL;
  /** Faces at most, 1..4. Default 1. MediaPipe smooths one face; several are smoothed here, the same way. */
  readonly numFaces?: number;
  /** Faces looked for at most in a single picture ('image' mode), 1..4: who reads one face wants to know of another beside it.
   *  Default numFaces. */
  readonly stillFaces?: number;
  /** What is read from the pixels besides the landmarks: lip outlines, light, what lies in front. false: landmarks
   *  only. Default all. */
  readonly parse?:
    | boolean
    | {
        readonly lips?: boolean;
        readonly light?: boolean;
        readonly visibility?: boolean;
      };
  /** Default 'video'. */
  readonly mode?: TrackMode;
  /** 'auto': a worker, the page where workers fail. 'inline': the page. Default 'auto'. */
  readonly worker?: 'auto' | 'inline';
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Ends the loading with code `aborted`. */
  readonly signal?: AbortSignal;
}

/** What of a video is read besides the landmarks, which are of every frame. `visibility`, `light`: ms of the source's clock from one look to
 *  the next, at least; 0: as often as it is worth. */
export interface ParsePace {
  readonly visibility: number;
  readonly light: number;
  /** Lip edges of every frame; false: the lips keep their landmarks. Default true. Single pictures are always read whole. */
  readonly lips?: boolean;
}

/** What a frame can be given as. Ownership moves to the tracker. */
export type TrackSource = VideoFrame | ImageBitmap;

/** Which picture this is; both come back in the FaceFrame. */
export interface FrameStamp {
  readonly frameId: number;
  /** ms, clock of the source. */
  readonly captureTime: number;
}

export interface TrackerDiagnostics {
  /** Where inference runs: always MediaPipe's CPU delegate (docs/decisions/0011). */
  readonly delegate: 'CPU';
  /** true: on the page's own thread. */
  readonly inline: boolean;
  /** Kind of the last frame: 'VideoFrame', 'ImageBitmap', '' before the first. */
  readonly feed: string;
}

export interface Tracker {
  /** Takes ownership of `frame` and closes it, whatever happens. Resolves null when a newer frame replaced it
   *  while it waited. Rejects with a CarmineError; the tracker goes on with the next frame unless it is fatal. */
  track(frame: TrackSource, at: FrameStamp): Promise<FaceFrame | null>;
  /** Resolves when the mode is set. Going to 'video' starts a new sequence: nothing is carried over. */
  setMode(mode: TrackMode): Promise<void>;
  /** From the next frame on; forgotten by no change of mode. Default: everything, as often as it is worth. */
  setPace(pace: ParsePace): void;
  /** Gives a FaceFrame's buffer back for the next one; do not touch the frame afterwards. Optional. */
  recycle(frame: FaceFrame): void;
  /** A door to the same tracker for another thread: `linkedTracker(port)` there. Its frames and those given here take turns. */
  link(): MessagePort;
  /** Resolves with the reason when the tracker's worker fails as a whole: no track() is answered any more. Never after close(). */
  readonly ended: Promise<CarmineError>;
  readonly diagnostics: TrackerDiagnostics;
  /** Idempotent. Open frames are closed, pending track() calls reject with code `closed`. */
  close(): void;
}
