import type { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import type {
  Backend,
  DrawSource,
  LightHint,
  Look,
  PixelImage,
  ProductKind,
  RendererOptions,
  Split,
} from '../types.ts';

/** What holds for every draw until it is changed. Fields left out stay as they are. */
export interface View {
  /** true: only the source, for compare. */
  readonly bare?: boolean;
  /** Product on one side of the picture only; null: everywhere. */
  readonly split?: Split | null;
  /** Width / height: a wider picture is cut from both sides to it, so that faces stay large side by side; null: shown whole. */
  readonly aspect?: number | null;
  /** px: the picture is drawn no larger than this on its long side, evenly smaller; null: in its own size. Readbacks are always of that. */
  readonly longSide?: number | null;
  /** undefined: let it be estimated from the picture. */
  readonly light?: LightHint | undefined;
}

export interface RenderHostOptions extends Omit<RendererOptions, 'canvas'> {
  /** The visible canvas. With a worker its control is transferred: it can never be drawn on by the page again. */
  readonly canvas: HTMLCanvasElement | OffscreenCanvas;
  /** Where `workers/render.js` lies; needed for a worker. */
  readonly assetBase?: string | URL;
  /** 'auto': a worker where OffscreenCanvas and an assetBase allow one, else inline. Default 'auto'. */
  readonly worker?: 'auto' | 'worker' | 'inline';
  /** Called once for every `show`, when the GPU has finished it or it was skipped (`drawn` false: the frame was gone, or the context is lost). Give a
   *  new frame then: a device that is slower than the camera must not be left with a growing queue of frames. */
  readonly onDrawn?: (frameId: number, drawn: boolean) => void;
  /** Faults of a draw that nobody awaits. */
  readonly onError?: (error: CarmineError) => void;
}

/**
 * The renderer with frame tickets: pixels are kept until the landmarks measured on them come, and both are drawn together.
 * Inline and in a worker it is the same code behind the same calls.
 */
export interface RenderHost {
  readonly backend: Backend;
  /** Adapter or GL renderer string. */
  readonly device: string;
  /** true: draws on this thread. */
  readonly inline: boolean;
  /** Keeps a frame until `show` asks for it. Ownership moves: the host closes it. */
  push(frameId: number, frame: DrawSource): void;
  /** Draws the kept frame with that id, made up by `frame` (null: bare). An id that is gone is skipped: never other pixels. */
  show(frame: FaceFrame | null, frameId: number): void;
  /** A door for another thread's frames (`linkedFrames`); null where the host draws on this thread. Frame ids must be unlike those pushed
   *  here. */
  link(): MessagePort | null;
  /** Draws the last shown frame again (look or view changed). */
  redraw(): void;
  /** Compare, split and light; the shown frame is drawn again. */
  setView(view: View): void;
  /** Rejects look-invalid. Does not draw. */
  setLook(look: Look): Promise<void>;
  /** One to four looks side by side on the same frame (1 x 1, 2 x 1, 2 x 2). Rejects look-invalid. Does not draw. */
  setLooks(looks: readonly Look[]): Promise<void>;
  /** What is shown, in the source's size, with several looks their whole grid; a readback. */
  readPixels(): Promise<PixelImage>;
  /** Amount of a product on what is shown, one byte a pixel; a readback. */
  readMask(product: ProductKind): Promise<Uint8Array>;
  /** Resolves when the thread that draws has time to answer. */
  ping(): Promise<void>;
  /** Idempotent. Frames are closed, the worker ends. */
  close(): void;
}
