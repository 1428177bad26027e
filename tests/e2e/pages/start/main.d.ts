import type { TryOn } from 'carmine';

/** What the page's script puts on `window`. */
export interface StartPage {
  /** The mirror of `open`. */
  readonly held: TryOn;
  /** Messages from each worker, by its name. */
  readonly heard: Readonly<Record<string, number>>;
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
