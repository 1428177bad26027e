import { createTracker, type Tracker } from '@carmine/tracking';

export interface TrackingJob {
  readonly assetBase: string;
  readonly official: string;
  readonly photos: readonly string[];
  /** Frames for each photograph. */
  readonly frames: number;
}

/** ms of each frame: landmarks by our bundle and by the official one, and ours with all that is read from the pixels besides. */
export interface TrackingTimes {
  readonly ours: number[];
  readonly official: number[];
  readonly parsed: number[];
  readonly found: { readonly ours: number; readonly official: number; readonly parsed: number };
}

declare global {
  interface Window {
    timeTracking(job: TrackingJob): Promise<TrackingTimes>;
  }
}

/** First frames on a new picture run the detector too: not the steady state. */
const WARM_UP = 2;

const [WIDTH, HEIGHT] = [640, 480];
const context = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', { willReadFrequently: true })!;

/** A view that wanders over a photograph, as a face before a camera does, in memory as a camera's stream gives its pictures: one that lies in the
 *  GPU process is waited for there by every tracker alike (decision 0340). */
const view = (photo: ImageBitmap, step: number): VideoFrame => {
  const dx = 20 * Math.sin(step / 4);
  const dy = 12 * Math.cos(step / 5);
  context.clearRect(0, 0, WIDTH, HEIGHT);
  context.drawImage(photo, 80 + dx, dy, HEIGHT, HEIGHT);
  const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
  return new VideoFrame(data, {
    format: 'RGBA',
    codedWidth: WIDTH,
    codedHeight: HEIGHT,
    timestamp: step * 33_000,
  });
};

window.timeTracking = async ({ assetBase, official, photos, frames }) => {
  const trackers: Record<'ours' | 'official' | 'parsed', Tracker> = {
    ours: await createTracker({ assetBase, mode: 'video', parse: false }),
    official: await createTracker({ assetBase, mode: 'video', faceModelUrl: official, parse: false }),
    parsed: await createTracker({ assetBase, mode: 'video' }),
  };
  const times = { ours: [] as number[], official: [] as number[], parsed: [] as number[] };
  const found = { ours: 0, official: 0, parsed: 0 };
  let frameId = 0;
  for (const url of photos) {
    const photo = await createImageBitmap(await (await fetch(url)).blob());
    for (let step = 0; step < frames; step++) {
      frameId++;
      // Who goes first changes, so that caches favour neither.
      const order =
        step % 2 ? (['ours', 'official', 'parsed'] as const) : (['official', 'parsed', 'ours'] as const);
      for (const name of order) {
        const frame = await trackers[name].track(view(photo, step), {
          frameId,
          captureTime: frameId * 33,
        });
        if (step < WARM_UP || !frame) continue;
        times[name].push(frame.inferenceMs);
        if (frame.faces.length) found[name]++;
      }
    }
    photo.close();
  }
  trackers.ours.close();
  trackers.official.close();
  trackers.parsed.close();
  return { ...times, found };
};
