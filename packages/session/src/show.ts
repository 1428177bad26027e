import type { FaceFrame } from '@carmine/face';
import type { SourceKind } from './types.ts';

/** A bare picture for the skin analysis and the landmarks measured on it, in the tracker's image mode. */
export interface Still {
  /** Owned by the taker. */
  readonly image: ImageBitmap;
  readonly frame: FaceFrame;
}

/** What is on the canvas now. */
export interface Show {
  readonly kind: SourceKind;
  readonly counts: { readonly read: number; readonly shown: number; readonly skipped: number };
  readonly inferenceMs: number;
  /** The best bare picture there is. Rejects no-face and the signal's reason. */
  still(signal: AbortSignal): Promise<Still>;
  /** The renderer has finished a frame of this show, or of one before it. */
  drawn(frameId: number): void;
  /** While the page is hidden nothing is read. */
  setPaused(paused: boolean): void;
  /** Ends tracks and frames before it returns. Idempotent. */
  stop(): void;
}
