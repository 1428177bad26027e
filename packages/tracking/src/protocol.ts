import { type ErrorWire, toWire } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import type { EngineOptions } from './engine.ts';
import type { SharedFiles } from './load-files.ts';
import type { LoadProgress, ParsePace, TrackMode } from './types.ts';

/** A result that crosses a worker boundary without losing its error's code. */
export type Outcome<T> = { readonly value: T } | { readonly error: ErrorWire };

export const outcome = async <T>(run: () => Promise<T>): Promise<Outcome<T>> => {
  try {
    return { value: await run() };
  } catch (error) {
    return { error: toWire(error) };
  }
};

/** What an engine in a worker begins with. */
export interface EngineStart {
  readonly options: EngineOptions;
  /** What another tracker of the page has loaded; null: this one loads. */
  readonly shared: SharedFiles | null;
}

/** Control calls of the tracking worker, through comlink. */
export interface WorkerControl {
  /** Resolves at once: the script runs. */
  hello(): 'carmine-tracking';
  /** `frames` then carries TrackRequest in and TrackReply out. Resolves to what it loaded, for the page's next tracker; null: it was given. */
  load(
    start: EngineStart,
    onProgress: (progress: LoadProgress) => void,
    frames: MessagePort,
  ): Promise<Outcome<SharedFiles | null>>;
  setMode(mode: TrackMode): Promise<Outcome<null>>;
  setPace(pace: ParsePace): void;
  /** One more port for frames; call it after `load`. */
  link(frames: MessagePort): void;
  /** Loads the files and puts them away for a later start; makes no engine. */
  preload(options: EngineOptions, onProgress: (progress: LoadProgress) => void): Promise<Outcome<null>>;
}

/** Replies come in the order of the requests. */
export type TrackReply = Outcome<FaceFrameMessage>;
