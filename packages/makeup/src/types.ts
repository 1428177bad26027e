import type { FaceFrame } from '@carmine/face';

export type LipstickFinish = 'sheer' | 'satin' | 'cream' | 'matte' | 'gloss';
export type FoundationFinish = 'matte' | 'natural' | 'dewy';

interface LayerBase {
  /** Masstone: the colour of the product at full opacity, sRGB "#rrggbb". */
  readonly color: string;
  /** Contrast ratio of the film, 0..1 (Y over black / Y over white). Default: the finish's own (rendering.md 1.5, 1.7). */
  readonly coverage?: number;
  /** Amount of product laid on, 0..1 of the full film thickness. Default 1. */
  readonly intensity?: number;
}
export interface LipstickLayer extends LayerBase {
  readonly product: 'lipstick';
  readonly finish: LipstickFinish;
}
export interface FoundationLayer extends LayerBase {
  readonly product: 'foundation';
  readonly finish: FoundationFinish;
}
export type LookLayer = LipstickLayer | FoundationLayer;
export type ProductKind = LookLayer['product'];

/** What is worn: layers in the order given within a region; foundation always lies under lipstick. At most 12. */
export interface Look {
  readonly version: 1;
  readonly layers: readonly LookLayer[];
}

/** What is known of the light; unknown values are estimated from the picture. */
export interface LightHint {
  /** Linear exposure: image luminance of a diffuse white surface lit like the face. 1 = well exposed. */
  readonly exposure?: number;
  /** Linear RGB of the illuminant, Y-normalised. Default white. */
  readonly illuminant?: readonly [number, number, number];
}

/** 8-bit sRGB, straight alpha, rows top to bottom, 4 bytes a pixel. An ImageData fits. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** What a GPU renderer draws from. It never closes it: the caller does. */
export type DrawSource = VideoFrame | ImageBitmap;

export type Backend = 'webgpu' | 'webgl2';

export interface RendererOptions {
  /** Canvas to draw on; sized by the renderer to the source. */
  readonly canvas: HTMLCanvasElement | OffscreenCanvas;
  /** 'auto' takes WebGPU where a self-test draws right, else WebGL2. */
  readonly backend?: Backend | 'auto';
  /** Called when the context is lost and when it is back. */
  readonly onContext?: (state: 'lost' | 'restored') => void;
}

export interface DrawOptions {
  /** true: only the source, for compare. */
  readonly bare?: boolean;
  readonly light?: LightHint;
}

/** The GPU renderer. Runs the same on the page and in a worker. */
export interface MakeupRenderer {
  readonly backend: Backend;
  /** Adapter or GL renderer string, for diagnostics. */
  readonly device: string;
  /** Compiles what is needed before resolving; uniforms only when the structure stays. Rejects look-invalid. */
  setLook(look: Look): Promise<void>;
  /** Draws source with the look on the faces of `frame` (null: bare). Sync, no readback. */
  draw(source: DrawSource, frame: FaceFrame | null, options?: DrawOptions): void;
  /** Resolves when the GPU has finished what was drawn so far: the pace at which it can be given more. */
  settled(): Promise<void>;
  /** The last drawn picture; a readback, for snapshots and tests only. */
  readPixels(): Promise<PixelImage>;
  /** Amount of the product at each pixel of the last drawn source: 0..255 grey, width*height bytes. A readback. */
  readMask(product: ProductKind): Promise<Uint8Array>;
  close(): void;
}
