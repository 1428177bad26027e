import type { ErrorWire } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import type { Frame } from '../frame-ledger.ts';
import type { FrameTimes } from '../frame-times.ts';
import type { FrameCounts, LiveSummary } from '../live-pipeline.ts';

/** Page to mirror worker. One show a worker: `open` comes once. */
export type MirrorOrder =
  | {
      readonly kind: 'open';
      /** `RenderHost.link()`. */
      readonly renderer: MessagePort;
      /** First of the frame ids kept for this show. */
      readonly firstId: number;
      /** performance.timeOrigin of the page: times are told on its clock. */
      readonly timeOrigin: number;
    }
  /** The camera's frames, once. */
  | { readonly kind: 'frames'; readonly frames: ReadableStream<VideoFrame> }
  /** `RenderHost.link()` of another renderer, in place of one that died. */
  | { readonly kind: 'renderer'; readonly port: MessagePort }
  /** `Tracker.link()`; null: bare pictures. */
  | { readonly kind: 'tracker'; readonly port: MessagePort | null }
  /** Frames a second at most; null: all. */
  | { readonly kind: 'rate'; readonly fps: number | null }
  | { readonly kind: 'pause'; readonly paused: boolean }
  | { readonly kind: 'hold'; readonly held: boolean; readonly call: number }
  | { readonly kind: 'tap'; readonly on: boolean }
  | { readonly kind: 'ping' };

/** What the page knows of the frames: told with every summary. */
export interface MirrorFacts {
  readonly counts: FrameCounts;
  readonly times: FrameTimes;
  readonly inferenceMs: number;
  readonly tracked: boolean;
  /** Frames open in the worker. */
  readonly open: number;
}

/** Mirror worker to page. Nothing of it is sent for every frame but `tap`, while somebody taps. */
export type MirrorNews =
  | { readonly kind: 'hello' }
  | { readonly kind: 'summary'; readonly summary: LiveSummary; readonly facts: MirrorFacts }
  | { readonly kind: 'tap'; readonly frame: Frame; readonly seen: FaceFrameMessage }
  | { readonly kind: 'held'; readonly call: number; readonly facts: MirrorFacts }
  | { readonly kind: 'paused'; readonly facts: MirrorFacts }
  | { readonly kind: 'trouble'; readonly error: ErrorWire }
  | { readonly kind: 'pong'; readonly facts: MirrorFacts };
