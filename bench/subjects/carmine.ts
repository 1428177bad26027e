import type { TryOn, TryOnOptions } from '@carmine/session';
import type { Subject } from '../src/page/subject.ts';
import { LOOK } from './look.ts';

interface Library {
  createTryOn(options: TryOnOptions): Promise<TryOn>;
}

/** The product as a shop uses it: the built library, its camera, a full lipstick. */
export const carmine: Subject = async ({ library, assets, backend, renderer }) => {
  const { createTryOn } = (await import(/* @vite-ignore */ library)) as Library;
  let canvas = document.createElement('canvas');
  document.body.append(canvas);
  const tryOn = await createTryOn({
    canvas,
    // A renderer that was made again draws on another one.
    onCanvas: (fresh) => {
      canvas = fresh;
    },
    assetBase: assets,
    // A governor would make every run another one.
    quality: { fixed: 'full' },
    ...(backend ? { backend } : {}),
    ...(renderer ? { worker: renderer } : {}),
  });
  await tryOn.setLook(LOOK);
  await tryOn.startCamera();
  let [lastShown, track] = [0, [] as number[]];
  return {
    get canvas() {
      return canvas;
    },
    numbered: true,
    readAfterDraw: false,
    onDraw: () => {},
    shown: () => tryOn.diagnostics().frames.shown,
    stages: () => {
      // Asked once a display frame: what the tracker took for the frame shown last.
      const { inferenceMs, frames } = tryOn.diagnostics();
      if (frames.shown !== lastShown) track.push(inferenceMs);
      lastShown = frames.shown;
      const told = track;
      track = [];
      return { track: told, draw: [] };
    },
    facts: () => {
      const {
        version,
        backend: used,
        device,
        renderer: where,
        delegate,
        trackerInline,
        feed,
        frames,
        openFrames,
      } = tryOn.diagnostics();
      const { skipped, read } = frames;
      return {
        version,
        backend: used,
        device,
        renderer: where,
        delegate,
        trackerInline,
        feed,
        read,
        skipped,
        openFrames,
      };
    },
    state: () => {
      const { phase, error, face } = tryOn.state;
      return { phase: `${phase}, face ${face}`, error: error?.code ?? null };
    },
    setQuality: (fixed) => tryOn.setQuality({ fixed }),
    close: () => tryOn.close(),
  };
};
