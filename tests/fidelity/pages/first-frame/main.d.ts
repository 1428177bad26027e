export interface FirstFrame {
  readonly progress: readonly { readonly loaded: number; readonly total: number }[];
  /** Pixels that are plainly redder made up than bare. */
  readonly changedPixels: number;
  readonly backend: string | null;
}

declare global {
  interface Window {
    firstFrame(assetBase: string): Promise<FirstFrame>;
  }
}
