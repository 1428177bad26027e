import type { DetectedFace, Size } from './detector.ts';
import type { TrackSource } from './types.ts';
import { boxOf } from './view.ts';

/** Long sides a video picture is scaled to before MediaPipe uploads and reads it back, px. */
const SMALL = 640;
const LARGE = 1280;
/** The face model looks at 192 px for 1.5 faces, so a face of 128 px gives it all it can use. Below the first number
 *  the larger size is taken, above the second (px in the large picture) the smaller one again. */
const TOO_SMALL = 150;
const LARGE_ENOUGH = 360;

/** How large the next video picture should be: as small as the face allows. Steps with hysteresis, because every
 *  change of size moves the landmarks by a fraction of a pixel. */
export class FeedSize {
  #side = SMALL;

  /** The size to scale a frame to; null: leave it. */
  target({ width, height }: Size): Size | null {
    const scale = this.#side / Math.max(width, height);
    return scale < 1
      ? { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
      : null;
  }

  /** Tells what was found in a frame of `size`. */
  saw(faces: readonly DetectedFace[], size: Size): void {
    const share =
      Math.min(...faces.map((face) => boxOf(face.landmarks, size).side)) / Math.max(size.width, size.height);
    if (!Number.isFinite(share)) return;
    if (this.#side === SMALL && share * SMALL < TOO_SMALL) this.#side = LARGE;
    else if (this.#side === LARGE && share * LARGE > LARGE_ENOUGH) this.#side = SMALL;
  }
}

const isVideoFrame = (frame: TrackSource): boolean =>
  typeof VideoFrame !== 'undefined' && frame instanceof VideoFrame;

/** The picture to give to MediaPipe: it uploads with texImage2D, slow for a VideoFrame's planes, and reads the whole
 *  picture back, so an ImageBitmap made here, scaled, off the page's thread, costs less in all
 *  (docs/design/tracking-feed.md). Closes `frame` when it makes another; the caller closes what it gets. */
export const pictureOf = async (frame: TrackSource, target: Size | null): Promise<TrackSource> => {
  if (!target && !isVideoFrame(frame)) return frame;
  const options: ImageBitmapOptions = target
    ? { resizeWidth: target.width, resizeHeight: target.height, resizeQuality: 'medium' }
    : {};
  try {
    return await createImageBitmap(frame, options);
  } finally {
    frame.close();
  }
};
