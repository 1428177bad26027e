import { createTracker, type TrackerOptions } from '@carmine/tracking';
import type { Subject } from '../src/page/subject.ts';
import { cameraFrames } from './camera-frames.ts';
import { drawLips, fitCanvas } from './draw-lips.ts';
import { firstFrame } from './first.ts';

/** The product's tracker in its worker with the drawing of the recipes: what the tracker alone reaches, whatever draws.
 *  `parse` false: landmarks only, as the recipes have them. */
export const trackerSubject =
  (options: Pick<TrackerOptions, 'parse'>, official: boolean): Subject =>
  async ({ assets, faceModel }) => {
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    const context = canvas.getContext('2d')!;
    const [tracker, camera] = await Promise.all([
      createTracker({ assetBase: assets, ...options, ...(official ? { faceModelUrl: faceModel } : {}) }),
      cameraFrames(),
    ]);
    let [shown, track, draw, id, ended] = [0, [] as number[], [] as number[], 0, false];
    const first = firstFrame();

    const take = async (frame: VideoFrame, captureTime: number): Promise<void> => {
      const kept = frame.clone();
      try {
        const seen = await tracker.track(frame, { frameId: ++id, captureTime });
        if (!seen || ended) return;
        const begun = performance.now();
        fitCanvas(canvas, kept.displayWidth, kept.displayHeight);
        const marks = seen.faces[0]?.landmarks;
        drawLips(context, kept, marks ? (i) => ({ x: marks[i * 3]!, y: marks[i * 3 + 1]! }) : null);
        draw.push(performance.now() - begun);
        track.push(seen.inferenceMs);
        shown++;
        tracker.recycle(seen);
        if (marks) first.resolve();
      } finally {
        kept.close();
      }
    };
    camera.each((frame, captureTime) => {
      if (ended) frame.close();
      else take(frame, captureTime).catch(first.reject);
    });
    await first.promise;
    return {
      canvas,
      numbered: true,
      readAfterDraw: false,
      onDraw: () => {},
      shown: () => shown,
      stages: () => {
        const told = { track, draw };
        [track, draw] = [[], []];
        return told;
      },
      facts: () => ({
        ...tracker.diagnostics,
        camera: camera.feed,
        model: official ? faceModel : 'built',
      }),
      state: () => ({ phase: 'live', error: null }),
      close: () => {
        ended = true;
        tracker.close();
        camera.end();
      },
    };
  };
