import { CarmineError } from '@carmine/errors';

/** MediaPipe face mesh with irises: 468 mesh points, then 5 + 5 iris points. */
export const LANDMARK_COUNT = 478;
const LANDMARK_FLOATS = LANDMARK_COUNT * 3;
const POSE_FLOATS = 16;
/** Floats a face takes in `packed`: landmarks, pose, confidence, padding to a multiple of 4. */
export const FACE_STRIDE = LANDMARK_FLOATS + POSE_FLOATS + 2;

/** One face of a frame. All arrays are views into the frame's `packed` buffer. */
export interface TrackedFace {
  /** 478 x (x, y, z). x: 0..1 of image width, left to right as stored (un-mirrored); y: 0..1 of image height,
   *  downwards; z: in units of image width, 0 at the head's centre, smaller is nearer. May leave 0..1. */
  readonly landmarks: Float32Array;
  /** 4 x 4, column-major: canonical face (cm, y up, z towards the viewer) to camera space (cm, y up, -z forward). */
  readonly pose: Float32Array;
  /** 0..1, how well the landmarks agree with a face; see @carmine/tracking. */
  readonly confidence: number;
}

/** What tracking says about one video frame or photograph: the only truth of that frame. */
export interface FaceFrame {
  /** Unique within a session; the landmarks belong to the pixels with this id and to no others. */
  readonly frameId: number;
  /** ms, the clock of the source (performance.now() for a camera, media time for a file). */
  readonly captureTime: number;
  /** px of the tracked image. */
  readonly width: number;
  readonly height: number;
  /** ms the detector took. */
  readonly inferenceMs: number;
  readonly faces: readonly TrackedFace[];
  /** The faces as one buffer, FACE_STRIDE floats each: what crosses a worker boundary. */
  readonly packed: Float32Array;
}

/** FaceFrame as a structured-cloneable message; transfer `packed.buffer`. */
export interface FaceFrameMessage {
  readonly frameId: number;
  readonly captureTime: number;
  readonly width: number;
  readonly height: number;
  readonly inferenceMs: number;
  readonly faceCount: number;
  readonly packed: Float32Array;
}

export const toMessage = (f: FaceFrame): FaceFrameMessage => ({
  frameId: f.frameId,
  captureTime: f.captureTime,
  width: f.width,
  height: f.height,
  inferenceMs: f.inferenceMs,
  faceCount: f.faces.length,
  packed: f.packed,
});

export const fromMessage = (m: FaceFrameMessage): FaceFrame => {
  if (m.packed.length < m.faceCount * FACE_STRIDE)
    throw new CarmineError('invalid-argument', {
      message: 'FaceFrame: packed buffer is shorter than faceCount',
    });
  const faces = Array.from({ length: m.faceCount }, (_, i) => faceView(m.packed, i));
  const { faceCount: _, ...rest } = m;
  return { ...rest, faces };
};

/** Writes one face into `packed` at `index`. */
export const packFace = (
  packed: Float32Array,
  index: number,
  face: { landmarks: ArrayLike<number>; pose: ArrayLike<number>; confidence: number },
): void => {
  const at = index * FACE_STRIDE;
  packed.set(face.landmarks, at);
  packed.set(face.pose, at + LANDMARK_FLOATS);
  packed[at + LANDMARK_FLOATS + POSE_FLOATS] = face.confidence;
};

const faceView = (packed: Float32Array, index: number): TrackedFace => {
  const at = index * FACE_STRIDE;
  return {
    landmarks: packed.subarray(at, at + LANDMARK_FLOATS),
    pose: packed.subarray(at + LANDMARK_FLOATS, at + LANDMARK_FLOATS + POSE_FLOATS),
    confidence: packed[at + LANDMARK_FLOATS + POSE_FLOATS]!,
  };
};
