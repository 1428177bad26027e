import { FACE_STRIDE, packFace } from '@carmine/face';
import type { FaceLandmarker, FaceLandmarkerResult } from '@mediapipe/tasks-vision';
import { MonotonicClock } from './clock.ts';
import { faceConfidence } from './confidence.ts';
import { searchSmallFaces } from './search.ts';
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

/** px of a source as it is shown (a VideoFrame's rotation and crop applied). */
export const sizeOf = (source: TrackSource | OffscreenCanvas): Size =>
  'displayWidth' in source ? { width: source.displayWidth, height: source.displayHeight } : source;

/** Reads MediaPipe's result for a picture of `size`. The arrays are new; the result may be dropped. */
export const facesOf = (result: FaceLandmarkerResult, size: Size): DetectedFace[] =>
  result.faceLandmarks.map((points, i) => {
    const landmarks = new Float32Array(points.length * 3);
    points.forEach((p, n) => {
      landmarks.set([p.x, p.y, p.z], n * 3);
    });
    const pose = result.facialTransformationMatrixes[i]?.data ?? new Array<number>(16).fill(0);
    return { landmarks, pose, confidence: faceConfidence(landmarks, size.width, size.height) };
  });

/** Runs the landmarker in its mode: VIDEO frames with growing timestamps, single pictures with a second look for
 *  small faces. The landmarker stays the caller's. */
export class Detector {
  readonly #landmarker: FaceLandmarker;
  readonly #clock = new MonotonicClock();
  readonly mode: TrackMode;

  constructor(landmarker: FaceLandmarker, mode: TrackMode) {
    this.#landmarker = landmarker;
    this.mode = mode;
  }

  /** Faces of a picture. time: ms, the source's clock. Does not close `source`. */
  detect(source: TrackSource, time: number, maxFaces: number): DetectedFace[] {
    const size = sizeOf(source);
    if (this.mode === 'video')
      return facesOf(this.#landmarker.detectForVideo(source, this.#clock.next(time)), size);
    return searchSmallFaces(source, size, maxFaces, (picture) =>
      facesOf(this.#landmarker.detect(picture), sizeOf(picture)),
    );
  }
}

/** Packs faces into `packed` (at least faces * FACE_STRIDE floats). */
export const packFaces = (packed: Float32Array, faces: readonly DetectedFace[]): void => {
  packed.fill(0, 0, faces.length * FACE_STRIDE);
  faces.forEach((face, i) => {
    packFace(packed, i, face);
  });
};
