import type { DetectedFace, Size } from './detector.ts';
import { boxOf } from './view.ts';

/** Long side a video picture keeps at least when it is made smaller for MediaPipe, px: usually, and while a face is small. */
const SMALL = 640;
const LARGE = 1280;
/** The face model looks at 192 px for 1.5 faces, so a face of 128 px gives it all it can use. A face under the first number (px of the small
 *  picture) asks for the larger one, over the second for the small one again. */
const TOO_SMALL = 150;
const LARGE_ENOUGH = 180;

/** How many times smaller the next video picture is made: as small as the face allows. By whole numbers, so that pixels are plain means of
 *  pixels; in steps with hysteresis, because every change of size moves the landmarks by a fraction of a pixel. */
export class FeedSize {
  #side = SMALL;

  /** A whole number that divides both sides; 1: as it is. */
  shrink(size: Size): number {
    return divisorFor(size, this.#side);
  }

  /** Tells what was found in a frame of `size`. */
  saw(faces: readonly DetectedFace[], size: Size): void {
    const least = Math.min(...faces.map((face) => boxOf(face.landmarks, size).side));
    const px = least / divisorFor(size, SMALL);
    if (!Number.isFinite(px)) return;
    if (px < TOO_SMALL) this.#side = LARGE;
    else if (px > LARGE_ENOUGH) this.#side = SMALL;
  }
}

/** The largest whole number that divides both sides and leaves the longer one `side` px or more. */
const divisorFor = ({ width, height }: Size, side: number): number => {
  let by = Math.max(1, Math.floor(Math.max(width, height) / side));
  while (by > 1 && (width % by !== 0 || height % by !== 0)) by--;
  return by;
};
