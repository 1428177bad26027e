import type { FaceLandmarker, FaceLandmarkerResult } from '@mediapipe/tasks-vision';
import { faceConfidence } from './confidence.ts';
import { detectStill } from './still.ts';
import type { TrackMode, TrackSource } from './types.ts';

/** A detected face before packing: landmarks in 0..1 of the picture, pose column-major 4 x 4. */
export interface DetectedFace {
  readonly landmarks: Float32Array;
  readonly pose: ArrayLike<number>;
  readonly confidence: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a landmarker looks at: pixels in memory where there are many of them, as in video. */
export type Picture = TrackSource | ImageData;

/** px of a source as it is shown (a VideoFrame's rotation and crop applied). */
export const sizeOf = (source: Picture | OffscreenCanvas): Size =>
  'displayWidth' in source ? { width: source.displayWidth, height: source.displayHeight } : source;

/** MediaPipe copies its picture more than once: larger ones are scaled down to this side first, px. */
const LARGEST_SIDE = 2048;

/** Reads MediaPipe's result for a picture of `size`. The arrays are new; the result may be dropped. */
export const facesOf = (result: FaceLandmarkerResult, size: Size): DetectedFace[] =>
  result.faceLandmarks.map((points, i) => {
    const landmarks = new Float32Array(points.length * 3);
    points.forEach((p, n) => {
      landmarks.set([p.x, p.y, p.z], n * 3);
    });
    const pose = result.facialTransformationMatrixes[i]?.data ?? new Array<number>(16).fill(0);
    return { landmarks, pose, confidence: faceConfidence(landmarks, size) };
  });

/** Runs the landmarker in its mode: VIDEO frames with growing timestamps, single pictures with further looks.
 *  The landmarker stays the caller's. */
export class Detector {
  readonly #landmarker: FaceLandmarker;
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly mode: TrackMode;

  constructor(landmarker: FaceLandmarker, mode: TrackMode) {
    this.#landmarker = landmarker;
    this.mode = mode;
  }

  /** Faces of a picture. time: ms, growing. Does not close `source`. */
  detect(source: Picture, time: number, maxFaces: number): DetectedFace[] {
    const size = sizeOf(source);
    if (this.mode === 'video') return facesOf(this.#landmarker.detectForVideo(source, time), size);
    // A frame that was read when the mode was another: nothing can be cut out of it for a second look.
    if (source instanceof ImageData) return facesOf(this.#landmarker.detect(source), size);
    const picture = this.#fitted(source, size);
    const whole = () => facesOf(this.#landmarker.detect(picture), size);
    const look = (view: OffscreenCanvas) => facesOf(this.#landmarker.detect(view), view);
    return detectStill({ source, size, canvas: this.#canvas, look }, whole, maxFaces);
  }

  /** The source itself, or a copy on our canvas when it is too large. */
  #fitted(source: TrackSource, size: Size): TrackSource | OffscreenCanvas {
    const scale = LARGEST_SIDE / Math.max(size.width, size.height);
    if (scale >= 1) return source;
    const canvas = new OffscreenCanvas(Math.round(size.width * scale), Math.round(size.height * scale));
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    return canvas;
  }
}
