/** A page that keeps what a session gives: snapshots, recordings, saved looks. */
import {
  createSavedLook,
  createTryOn,
  openLookStore,
  parseSavedLook,
  readSavedLookFile,
  savedLookFile,
  type TryOn,
  type TryOnOptions,
} from 'carmine';
import { picturePixels } from '../../support/picture-pixels.ts';

/** What a recorded file turns out to be when it is played. */
interface Played {
  readonly type: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Different pictures presented. */
  readonly frames: number;
  /** Mean sRGB of the last picture. */
  readonly mean: readonly number[];
}

const meanOf = (source: CanvasImageSource, width: number, height: number): number[] => {
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(source, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const sum = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sum[c]! += data[i + c]!;
  return sum.map((v) => v / (data.length / 4));
};

const api = {
  tryOn: null as unknown as TryOn,
  createSavedLook,
  openLookStore,
  parseSavedLook,
  readSavedLookFile,
  savedLookFile,
  make: async (options: Partial<TryOnOptions> = {}): Promise<TryOn> => {
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    api.tryOn = await createTryOn({
      canvas,
      assetBase: '/assets/',
      backend: 'webgl2',
      quality: { fixed: 'full' },
      ...options,
    });
    return api.tryOn;
  },
  picture: async (url: string): Promise<Blob> => (await fetch(url)).blob(),
  settle: <T>(promise: Promise<T>) =>
    promise.then(
      () => 'ok',
      (error) => ({ code: error.code, message: error.message, details: error.details }),
    ),
  /** Resolves when the state says so. */
  until: (holds: (state: TryOn['state']) => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (holds(api.tryOn.state)) resolve();
      const end = api.tryOn.subscribe((state) => {
        if (!holds(state)) return;
        end();
        resolve();
      });
    }),
  /** A picture as pixels. */
  pixels: picturePixels,
  /** Plays a file to its end. */
  play: async (file: File): Promise<Played> => {
    const video = document.createElement('video');
    video.muted = true;
    video.src = URL.createObjectURL(file);
    const times = new Set<number>();
    const count = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      times.add(mediaTime);
      video.requestVideoFrameCallback(count);
    };
    video.requestVideoFrameCallback(count);
    const ended = new Promise<void>((resolve, reject) => {
      video.onended = () => resolve();
      video.onerror = () => reject(new Error(video.error?.message));
    });
    await video.play();
    await ended;
    const { videoWidth: width, videoHeight: height } = video;
    const { type, name } = file;
    return { type, name, width, height, frames: times.size, mean: meanOf(video, width, height) };
  },
};

export type KeepPage = typeof api;
declare global {
  interface Window {
    keep: KeepPage;
  }
}
Object.assign(window, { keep: api });
