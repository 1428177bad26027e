import { type ErrorWire, fromWire, toWire } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import type { Backend, DrawSource, Look, PixelImage, ProductKind } from '../types.ts';
import type { View } from './types.ts';

/** Calls that carry frames: posted to the worker itself, so that they keep their order with the control calls, without answers. */
export type FrameMessage =
  | { readonly kind: 'push'; readonly frameId: number; readonly frame: DrawSource }
  | { readonly kind: 'show'; readonly frameId: number; readonly seen: FaceFrameMessage | null }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'view'; readonly view: View };

/** Another thread that gives frames: FrameMessages come by its port, DrawnMessages of its own frames go back by it. */
export interface LinkMessage {
  readonly kind: 'link';
  readonly port: MessagePort;
}

/** From the worker: the GPU has finished a `show`, or it was skipped. */
export interface DrawnMessage {
  readonly kind: 'drawn';
  readonly frameId: number;
  /** false: it was skipped. */
  readonly drawn: boolean;
}

export interface StartOptions {
  readonly canvas: OffscreenCanvas;
  readonly backend: Backend | 'auto';
}

export type Outcome<T> = { readonly value: T } | { readonly error: ErrorWire };

/** What the render worker offers through comlink. Errors cross as ErrorWire. */
export interface RenderControl {
  /** What this worker can draw with. */
  hello(): { readonly webgpu: boolean; readonly webgl2: boolean };
  start(
    options: StartOptions,
    onContext: (state: 'lost' | 'restored') => void,
    onError: (error: ErrorWire) => void,
  ): Promise<Outcome<{ readonly backend: Backend; readonly device: string }>>;
  setLooks(looks: readonly Look[]): Promise<Outcome<null>>;
  ping(): void;
  readPixels(): Promise<Outcome<PixelImage>>;
  readMask(product: ProductKind): Promise<Outcome<Uint8Array>>;
  close(): void;
}

/** Runs `work` and wraps what it gives or throws. */
export const outcome = async <T>(work: () => T | Promise<T>): Promise<Outcome<T>> => {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: toWire(error) };
  }
};

/** The value of an outcome, or its error thrown. */
export const unwrap = <T>(result: Outcome<T>): T => {
  if ('error' in result) throw fromWire(result.error);
  return result.value;
};
