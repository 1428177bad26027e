import { createHeadAnimator, readFrameCode } from '@carmine/head';
import { createRenderHost, type Look } from '@carmine/makeup';
import { createTracker } from '@carmine/tracking';

export interface MatchJob {
  readonly assetBase: string;
  readonly frames: number;
  readonly look: Look;
}

export interface MatchResult {
  /** Frames that came out of the renderer, and how many of them showed the picture whose landmarks they wore. */
  readonly shown: number;
  readonly matched: number;
  /** Frames replaced by newer ones on the way. */
  readonly skipped: number;
  /** Frames on which a face was worn. */
  readonly worn: number;
}

/** A moving head with its frame number drawn into the picture, sent faster than it can be tracked: what is shown must carry
 *  the number of its own landmarks. */
export const measureFrameMatch = async ({ assetBase, frames, look }: MatchJob): Promise<MatchResult> => {
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const animator = createHeadAnimator();
  const tracker = await createTracker({ assetBase, mode: 'video' });
  const host = await createRenderHost({ canvas, assetBase });
  const result = { shown: 0, matched: 0, skipped: 0, worn: 0 };
  try {
    await host.setLook(look);
    const pending: Promise<void>[] = [];
    let reading: Promise<unknown> = Promise.resolve();
    const show = async (id: number, tracked: ReturnType<typeof tracker.track>) => {
      const seen = await tracked;
      if (!seen) {
        result.skipped++;
        return;
      }
      // One after the other: a readback must see its own frame.
      reading = reading.then(async () => {
        host.show(seen, seen.frameId);
        const image = await host.readPixels();
        result.shown++;
        if (readFrameCode(image) === id) result.matched++;
        if (seen.faces.length) result.worn++;
      });
      await reading;
    };
    for (let id = 0; id < frames; id++) {
      const pose = { yaw: 14 * Math.sin(id / 3), x: 3 * Math.sin(id / 2) };
      const { image } = animator.render({
        width: 640,
        height: 480,
        pose,
        frameCode: id,
        quality: 'live',
        truth: false,
      });
      const bitmap = await createImageBitmap(
        new ImageData(new Uint8ClampedArray(image.data), image.width, image.height),
      );
      host.push(id, await createImageBitmap(bitmap));
      pending.push(show(id, tracker.track(bitmap, { frameId: id, captureTime: id * 33 })));
      // Every third waits: some frames are replaced in the queue, some are not.
      if (id % 3 === 2) await Promise.all(pending.splice(0));
    }
    await Promise.all(pending);
    return result;
  } finally {
    tracker.close();
    host.close();
    canvas.remove();
  }
};

declare global {
  interface Window {
    measureFrameMatch: typeof measureFrameMatch;
  }
}
window.measureFrameMatch = measureFrameMatch;
