import { CarmineError, type ErrorWire, fromWire, toWire } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import type { GatePresetName } from './gates/presets.ts';
import type { LoadProgress, MappedReport } from './options.ts';
import type { ReadReference } from './reference/use.ts';
import type { SkinReport } from './types.ts';

/** A result that crosses the worker boundary without losing its error's code. */
export type Outcome<T> = { readonly value: T } | { readonly error: ErrorWire };

export const outcome = async <T>(run: () => Promise<T>): Promise<Outcome<T>> => {
  try {
    return { value: await run() };
  } catch (error) {
    return { error: toWire(error) };
  }
};

export const unwrap = <T>(result: Outcome<T>): T => {
  if ('error' in result) throw fromWire(result.error);
  return result.value;
};

/** How a picture is to be judged. Plain data. */
export interface Wishes {
  readonly strictness?: GatePresetName;
  readonly reference: ReadReference;
}

/** Calls of the skin worker, through comlink. */
export interface SkinWorker {
  hello(): string;
  load(assetBase: string, maps: boolean, onProgress: (p: LoadProgress) => void): Promise<Outcome<null>>;
  analyze(image: ImageBitmap, frame: FaceFrameMessage, wishes: Wishes): Promise<Outcome<SkinReport>>;
  analyzeMapped(image: ImageBitmap, frame: FaceFrameMessage, wishes: Wishes): Promise<Outcome<MappedReport>>;
}

export const notLoaded = (): CarmineError =>
  new CarmineError('worker-failed', { message: 'The skin worker was asked before it had loaded.' });
