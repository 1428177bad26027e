import type { CarmineError } from '@carmine/errors';
import type { FrameLedger } from './frame-ledger.ts';
import type { SourceKind } from './types.ts';
import type { FrameClock, FrameSink } from './video-frames.ts';

/** What every moving source needs from the session. */
export interface SourceContext {
  readonly clock: FrameClock;
  readonly ledger: FrameLedger;
}

/** A source of moving pictures that is open and has a first picture. */
export interface LiveSource {
  readonly kind: Exclude<SourceKind, 'none' | 'photo'>;
  /** true when the picture shows the user as a mirror should. */
  readonly facesUser: boolean;
  /** px of the first picture, where it is known before there are frames. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Begins to hand out frames; each is the sink's to close. */
  start(sink: FrameSink): void;
  /** The frames as a stream for another thread, instead of `start`; null or absent: this source gives none. A later `start` hands them out
   *  here after all. */
  frames?(): ReadableStream<VideoFrame> | null;
  /** Lets go of what gives the pictures and opens it again, with the wishes it was opened with; what `start` began goes on. Rejects as its
   *  opening does, closed. Absent: its pictures cannot run out. */
  reopen?(signal: AbortSignal): Promise<void>;
  /** true while the page is hidden: nothing is read. */
  setPaused(paused: boolean): void;
  /** Called once when the source ends by itself; null when that is no fault (a clip is over). */
  onEnded(listener: (error: CarmineError | null) => void): void;
  /** Ends tracks, decoders and timers before it returns. Idempotent. */
  stop(): void;
}
