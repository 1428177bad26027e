/** What the page asks of the worker that plays clips. */
export type SourceWish =
  | {
      readonly type: 'load';
      readonly clip: string;
      readonly file: string | null;
      readonly photos: readonly string[];
    }
  | {
      readonly type: 'play';
      readonly clip: string;
      readonly fps: number;
      readonly writable?: WritableStream<VideoFrame>;
    }
  | { readonly type: 'stop' }
  | { readonly type: 'emitted' };

/** What is known of a clip without its pictures. */
export interface ClipFacts {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly lips: readonly number[] | null;
  /** SHA-256 of the pictures; null where the page cannot tell. */
  readonly hash: string | null;
}

/** What the worker answers. */
export type SourceAnswer =
  | { readonly type: 'progress'; readonly done: number; readonly of: number }
  | { readonly type: 'loaded'; readonly facts: ClipFacts }
  /** Only where the worker makes the track itself (VideoTrackGenerator). */
  | { readonly type: 'playing'; readonly track?: MediaStreamTrack }
  /** Frame number and ms of performance.now() of the page, by turns, since the last question. */
  | { readonly type: 'emitted'; readonly log: Float64Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly message: string };
