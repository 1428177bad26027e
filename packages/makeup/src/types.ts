import type { FaceFrame } from '@carmine/face';

export type LipstickFinish =
  | 'sheer'
  | 'satin'
  | 'cream'
  | 'matte'
  | 'gloss'
  | 'metallic'
  | 'shimmer'
  | 'vinyl'
  | 'velvet';
export type FoundationFinish = 'matte' | 'natural' | 'dewy';
export type PowderFinish = 'matte' | 'satin' | 'shimmer';
export type EyeshadowFinish = PowderFinish | 'metallic';
export type LinerFinish = 'matte' | 'satin' | 'gloss';

/** One pigment of a custom mix, and how much of it (any unit, the same for all). */
export interface MixPart {
  /** Masstone, sRGB "#rrggbb". */
  readonly color: string;
  readonly parts: number;
}

interface LayerBase {
  /** Masstone: the colour of the product at full opacity, sRGB "#rrggbb". With `mix` it is what the mix gives. */
  readonly color: string;
  /** A custom shade of 2 to 6 pigments, mixed by absorption over scattering (K/S). Given instead of `color`. */
  readonly mix?: readonly MixPart[];
  /** Contrast ratio of the film, 0..1 (Y over black / Y over white). Default: the finish's own (rendering.md 1.5, 1.7). */
  readonly coverage?: number;
  /** Amount of product laid on, 0..1 of the full film thickness. Default 1. */
  readonly intensity?: number;
}
export interface LipstickLayer extends LayerBase {
  readonly product: 'lipstick';
  readonly finish: LipstickFinish;
  /** A second shade. ombre: `color` at the lips' outline, the second in their middle; two-tone: `color` on the upper lip, the second on the lower. */
  readonly second?: { readonly style: 'ombre' | 'two-tone'; readonly color: string };
}
export interface LipLinerLayer extends LayerBase {
  readonly product: 'lip-liner';
  /** Default 'matte'. */
  readonly finish?: LinerFinish;
  /** mm, 0.5..4. Default 1.6. */
  readonly width?: number;
}
export interface FoundationLayer extends LayerBase {
  readonly product: 'foundation';
  readonly finish: FoundationFinish;
}
export interface ConcealerLayer extends LayerBase {
  readonly product: 'concealer';
  /** Default 'natural'. */
  readonly finish?: FoundationFinish;
  /** Where it is laid. Default both. */
  readonly areas?: readonly ('under-eye' | 'spots')[];
}
export interface BlushLayer extends LayerBase {
  readonly product: 'blush';
  /** Default 'satin'. */
  readonly finish?: PowderFinish;
  /** On the apples of the cheeks, or drawn up along the cheekbones. Default 'apple'. */
  readonly placement?: 'apple' | 'lifted';
}
export interface ContourLayer extends LayerBase {
  readonly product: 'contour';
  /** Default all three. */
  readonly areas?: readonly ('cheeks' | 'jaw' | 'nose')[];
}
export interface BronzerLayer extends LayerBase {
  readonly product: 'bronzer';
  /** Default 'satin'. */
  readonly finish?: PowderFinish;
}
export interface HighlighterLayer extends LayerBase {
  readonly product: 'highlighter';
  /** Default all four. */
  readonly areas?: readonly ('cheekbones' | 'nose' | 'cupid' | 'brow-bone')[];
}
export type EyeshadowZoneName = 'lid' | 'crease' | 'outer' | 'lower';
export interface EyeshadowZone {
  readonly zone: EyeshadowZoneName;
  readonly color: string;
  /** Default 'matte'. */
  readonly finish?: EyeshadowFinish;
  readonly coverage?: number;
  readonly intensity?: number;
}
export interface EyeshadowLayer {
  readonly product: 'eyeshadow';
  /** One to four, each zone once. */
  readonly zones: readonly EyeshadowZone[];
  /** Amount of all zones, 0..1. Default 1. */
  readonly intensity?: number;
}
export interface EyelinerLayer extends LayerBase {
  readonly product: 'eyeliner';
  /** Default 'satin'. */
  readonly finish?: LinerFinish;
  /** Full width of the line at its middle, mm, 0.3..4. Default 1.2. */
  readonly width?: number;
  /** Length of the wing past the outer corner, mm, 0..15. Default 0. */
  readonly wing?: number;
  /** Also along the lower lashes, thinner. Default false. */
  readonly lower?: boolean;
}
export interface MascaraLayer extends LayerBase {
  readonly product: 'mascara';
  /** Length of the lashes, 1 = natural, 0.5..2. Default 1.2. */
  readonly length?: number;
  /** Thickness and number of lashes, 1 = natural, 0.5..2. Default 1. */
  readonly volume?: number;
  /** Also the lower lashes. Default true. */
  readonly lower?: boolean;
}
export interface BrowLayer extends LayerBase {
  readonly product: 'brow';
  /** powder: skin between the hairs is filled; hair: fine strokes are drawn; both. Default 'both'. */
  readonly style?: 'powder' | 'hair' | 'both';
}
export type LookLayer =
  | LipstickLayer
  | LipLinerLayer
  | FoundationLayer
  | ConcealerLayer
  | BlushLayer
  | ContourLayer
  | BronzerLayer
  | HighlighterLayer
  | EyeshadowLayer
  | EyelinerLayer
  | MascaraLayer
  | BrowLayer;
export type ProductKind = LookLayer['product'];

/** What is worn: at most 12 layers, in the order given within a product; products lie on each other as an artist lays them (layers/index.ts). */
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
  /** Canvas to draw on; sized by the renderer to the source, or to the grid of looks (evenly smaller where that is past the device's limit). */
  readonly canvas: HTMLCanvasElement | OffscreenCanvas;
  /** 'auto' takes WebGPU where a self-test draws right, else WebGL2. */
  readonly backend?: Backend | 'auto';
  /** Called when the context is lost and when it is back. */
  readonly onContext?: (state: 'lost' | 'restored') => void;
}

/** Before and after in one picture, side by side at a pixel column; nothing is drawn on the border itself. */
export interface Split {
  /** Where the border lies, 0..1 of the picture's width from the picture's left. */
  readonly at: number;
  /** The picture's side without product. */
  readonly bare: 'left' | 'right';
}

export interface DrawOptions {
  /** true: only the source, for compare. */
  readonly bare?: boolean;
  /** Product on one side only, in every picture of the grid. undefined: everywhere. */
  readonly split?: Split | undefined;
  readonly light?: LightHint | undefined;
}

/** The GPU renderer. Runs the same on the page and in a worker. */
export interface MakeupRenderer {
  readonly backend: Backend;
  /** Adapter or GL renderer string, for diagnostics. */
  readonly device: string;
  /** The look to wear from the next draw on: `setLooks` of one. */
  setLook(look: Look): Promise<void>;
  /**
   * One to four looks, shown side by side on the same frame: 1 x 1, 2 x 1 or 2 x 2 pictures, row by row. Everything of the face is measured
   * once, only the last step is done for every look. Numbers and small textures change; the first look of a kind (lips alone, skin alone, both, each
   * with pearl or without) has its shaders compiled, and the looks before stay on until they are. Rejects look-invalid.
   */
  setLooks(looks: readonly Look[]): Promise<void>;
  /** Draws source with the look on the faces of `frame` (null: bare). Sync, no readback. */
  draw(source: DrawSource, frame: FaceFrame | null, options?: DrawOptions): void;
  /** Resolves when the GPU has finished what was drawn so far: the pace at which it can be given more. */
  settled(): Promise<void>;
  /** The last drawn picture, with several looks their whole grid; a readback, for snapshots and tests only. */
  readPixels(): Promise<PixelImage>;
  /** Amount of the (first) look's product at each pixel of the last drawn source: 0..255 grey, width*height bytes. A readback. */
  readMask(product: ProductKind): Promise<Uint8Array>;
  close(): void;
}
