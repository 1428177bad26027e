import type { TryOn } from 'carmine';

/** What the page's script puts on `window`. */
export interface StartPage {
  /** The mirror of `open`. */
  readonly held: TryOn;
  /** Messages from each worker, by its name. */
  readonly heard: Readonly<Record<string, number>>;
  /** Every track the page was given. */
  readonly tracks: readonly MediaStreamTrack[];
  /** Ends the newest worker of that name, with what it holds. */
  kill(name: string): void;
  /** Keeps every frame that is streamed of the newest track open from here on, until no more are streamed; resolves with the track's end. */
  hoard(): Promise<void>;
  /** From here on a camera is refused with an error of that name. */
  refuse(name: string): void;
  defineWhenSeen(): () => void;
  preload(assetBase: string): Promise<void>;
  /** Opens a camera mirror and leaves it when a face is made up. */
  open(assetBase: string): Promise<void>;
  /** The same, closed again; bytes loaded and their total. */
  mirror(assetBase: string): Promise<{ loaded: number; total: number }>;
}

declare global {
  interface Window {
    start: StartPage;
  }
}
