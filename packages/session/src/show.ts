import type { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import type { RenderHost } from '@carmine/makeup';
import type { FrameTap } from './live-pipeline.ts';
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
  /** Who carries the frames: the page's thread or the mirror worker. */
  readonly carrier: 'page' | 'worker';
  /** Frames open on the carrier's thread, where that is not the page's. */
  readonly openFrames: number;
  /** Aborts with what ended it when it ends. */
  readonly ended: AbortSignal;
  /** The best bare pictures of the next moment, at most `count`, the best first; a photograph is one. All are the taker's to close.
   *  Rejects no-face, the signal's reason, and what ended the show. */
  stills(count: number, signal: AbortSignal): Promise<readonly Still[]>;
  /** Shows every tracked frame of moving pictures; none of a photograph. Returns the function that ends it. */
  tap(tap: FrameTap): () => void;
  /** The renderer has finished a frame of this show, or of one before it; `drawn` false: it skipped it. */
  drawn(frameId: number, drawn: boolean): void;
  /** Another renderer, in place of one that died: shows the same on it. */
  renew(host: RenderHost): Promise<void>;
  /** While the page is hidden nothing is read. */
  setPaused(paused: boolean): void;
  /** Ends tracks and frames before it returns; whoever waits for a still is told `reason`. Idempotent. */
  stop(reason?: CarmineError): void;
}
