import { toCarmineError } from '@carmine/errors';
import { headAngles, rigidFit } from '@carmine/face';
import { createTracker, type Tracker, type TrackerOptions } from '@carmine/tracking';

/** What one still gave. */
export interface StillResult {
  readonly path: string;
  readonly count: number;
  readonly inferenceMs: number;
  readonly landmarks: number[] | null;
  readonly confidence: number;
  readonly yaw: number;
}

const picture = async (path: string): Promise<ImageBitmap> =>
  createImageBitmap(await (await fetch(path)).blob());

const settled = async <T>(work: Promise<T>): Promise<{ value: T } | { code: string; message: string }> =>
  work.then(
    (value) => ({ value }),
    (error) => ({ code: toCarmineError(error).code, message: String(error?.message) }),
  );

const withTracker = async <T>(options: TrackerOptions, use: (tracker: Tracker) => Promise<T>): Promise<T> => {
  const tracker = await createTracker(options);
  try {
    return await use(tracker);
  } finally {
    tracker.close();
  }
};

/** Stills one after the other. */
const stills = (paths: string[], options: TrackerOptions): Promise<StillResult[]> =>
  withTracker({ ...options, mode: 'image' }, async (tracker) => {
    const out: StillResult[] = [];
    for (const [i, path] of paths.entries()) {
      const frame = (await tracker.track(await picture(path), { frameId: i, captureTime: i }))!;
      const face = frame.faces[0];
      out.push({
        path,
        count: frame.faces.length,
        inferenceMs: frame.inferenceMs,
        landmarks: face ? [...face.landmarks] : null,
        confidence: face?.confidence ?? 0,
        yaw: face ? headAngles(face.pose).yaw : 0,
      });
    }
    return out;
  });

const load = async (options: TrackerOptions, abortOnProgress = false) => {
  const abort = new AbortController();
  const progress: { loaded: number; total: number; file: string }[] = [];
  const onProgress = (p: (typeof progress)[number]) => {
    progress.push(p);
    if (abortOnProgress) abort.abort();
  };
  const result = await settled(createTracker({ ...options, onProgress, signal: abort.signal }));
  if (!('value' in result)) return { ...result, progress, inline: null };
  const { inline } = result.value.diagnostics;
  result.value.close();
  return { code: 'ok', message: '', progress, inline };
};

/** Five frames at once: what each track() came to, and whether every frame was given up. */
const burst = (path: string, options: TrackerOptions) =>
  withTracker(options, async (tracker) => {
    const first = await picture(path);
    const frames = await Promise.all([0, 1, 2, 3, 4].map(() => createImageBitmap(first)));
    const results = await Promise.all(
      frames.map((frame, i) => tracker.track(frame, { frameId: 100 + i, captureTime: i * 33 })),
    );
    return {
      ids: results.map((frame) => frame?.frameId ?? null),
      times: results.map((frame) => frame?.captureTime ?? null),
      open: frames.filter((frame) => frame.width > 0).length,
    };
  });

/** close() while one frame is in flight and one waits. */
const closeEarly = async (path: string, options: TrackerOptions) => {
  const tracker = await createTracker(options);
  const frames = [await picture(path), await picture(path)];
  const pending = frames.map((frame, i) => settled(tracker.track(frame, { frameId: i, captureTime: i })));
  tracker.close();
  tracker.close();
  const late = await picture(path);
  const after = await settled(tracker.track(late, { frameId: 9, captureTime: 9 }));
  return {
    codes: (await Promise.all(pending)).map((r) => ('code' in r ? r.code : 'ok')),
    after: 'code' in after ? after.code : 'ok',
    open: [...frames, late].filter((frame) => frame.width > 0).length,
  };
};

/** A clip that loops: its clock falls back to 0. Then a still, then the clip again, with buffers given back. */
const clocks = (path: string, options: TrackerOptions) =>
  withTracker(options, async (tracker) => {
    const counts: number[] = [];
    const at = async (captureTime: number) => {
      const frame = (await tracker.track(await picture(path), { frameId: counts.length, captureTime }))!;
      counts.push(frame.faces.length);
      tracker.recycle(frame);
    };
    for (const time of [0, 33, 66, 0, 33, 33]) await at(time);
    await tracker.setMode('image');
    await at(0);
    await tracker.setMode('video');
    for (const time of [0, 33]) await at(time);
    return counts;
  });

/** A detached frame, then a good one: the tracker goes on. */
const badFrame = (path: string, options: TrackerOptions) =>
  withTracker(options, async (tracker) => {
    const closed = await picture(path);
    closed.close();
    const bad = await settled(tracker.track(closed, { frameId: 1, captureTime: 1 }));
    const good = await tracker.track(await picture(path), { frameId: 2, captureTime: 2 });
    return { bad: 'code' in bad ? bad.code : 'ok', good: good?.faces.length ?? 0 };
  });

/** A picture drawn small on grey: `share` of a 1000 px square; the nose tip found, px, or null. */
const shrunk = (path: string, share: number, options: TrackerOptions) =>
  withTracker({ ...options, mode: 'image' }, async (tracker) => {
    const canvas = new OffscreenCanvas(1000, 1000);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#8a8f96';
    context.fillRect(0, 0, 1000, 1000);
    context.drawImage(await picture(path), 600, 200, 1000 * share, 1000 * share);
    const frame = (await tracker.track(canvas.transferToImageBitmap(), { frameId: 1, captureTime: 0 }))!;
    const face = frame.faces[0];
    if (!face) return null;
    return {
      x: face.landmarks[12]! * 1000,
      y: face.landmarks[13]! * 1000,
      pxPerMm: rigidFit(face.landmarks, 1000, 1000).pxPerMm,
    };
  });

/** A plain wall of size w x h: how many faces, and the size reported. */
const wall = (width: number, height: number, options: TrackerOptions) =>
  withTracker({ ...options, mode: 'image' }, async (tracker) => {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')!.fillRect(0, 0, width, height);
    const frame = (await tracker.track(canvas.transferToImageBitmap(), { frameId: 1, captureTime: 0 }))!;
    return { faces: frame.faces.length, width: frame.width, height: frame.height };
  });

/** Where the head stands in a frame of 960 x 480: left edges, px; one head for each. */
type Heads = readonly number[];

/** A clip of the same head pasted at places, 30 a second: who was told where, frame by frame. Backdrop `scene` 0 or 1. */
const follow = (path: string, clip: readonly { heads: Heads; scene: number }[], options: TrackerOptions) =>
  withTracker({ ...options, numFaces: 2 }, async (tracker) => {
    const head = await picture(path);
    const out: { id: number; presence: number; x: number }[][] = [];
    for (const [i, { heads, scene }] of clip.entries()) {
      const canvas = new OffscreenCanvas(960, 480);
      const context = canvas.getContext('2d')!;
      for (let k = 0; k < 6; k++) {
        context.fillStyle = (k + scene) % 2 ? '#e8e8e8' : '#202020';
        context.fillRect(k * 160, 0, 160, 480);
      }
      for (const x of heads) context.drawImage(head, x, 40, 320, 400);
      const frame = (await tracker.track(canvas.transferToImageBitmap(), {
        frameId: i,
        captureTime: (i * 1000) / 30,
      }))!;
      out.push(
        frame.faces.map(({ id, presence, landmarks }) => ({
          id,
          presence: Math.round(presence * 100) / 100,
          x: Math.round(landmarks[12]! * 960),
        })),
      );
    }
    return out;
  });

export const tracking = { follow, stills, load, burst, closeEarly, clocks, badFrame, shrunk, wall };
export type TrackingPage = typeof tracking;
window.tracking = tracking;
