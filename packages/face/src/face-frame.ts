import { CarmineError } from '@carmine/errors';
import { FACE_LIGHT_FLOATS } from './face-light.ts';
import { HAIRLINE_COLUMNS } from './skull.ts';

/** MediaPipe face mesh with irises: 468 mesh points, then 5 + 5 iris points. */
export const LANDMARK_COUNT = 478;
const LANDMARK_FLOATS = LANDMARK_COUNT * 3;
const POSE_FLOATS = 16;
const CONFIDENCE_AT = LANDMARK_FLOATS + POSE_FLOATS;
const ID_AT = CONFIDENCE_AT + 1;
const PRESENCE_AT = ID_AT + 1;
const HAS_VISIBILITY_AT = PRESENCE_AT + 1;
const LIGHT_AT = HAS_VISIBILITY_AT + 1;
const TO_MAP_AT = LIGHT_AT + FACE_LIGHT_FLOATS;
const HAS_HAIRLINE_AT = TO_MAP_AT + 6;
const HAIRLINE_AT = HAS_HAIRLINE_AT + 1;
/** Floats a face takes in `packed`: landmarks, pose, confidence, id, presence, whether a visibility map is there, light, its map's transform, whether
 *  a hairline is there, the hairline. */
export const FACE_STRIDE = Math.ceil((HAIRLINE_AT + HAIRLINE_COLUMNS) / 4) * 4;
/** Side of a visibility map, texels. */
export const VISIBILITY_SIZE = 128;
const VISIBILITY_BYTES = VISIBILITY_SIZE * VISIBILITY_SIZE;

/** How much of the face is seen at each point: 255 skin, lips and eyes of this face, 0 something in front of it (hand, cup, hair, glasses,
 *  mask). Measured on the frame's own pixels, or a few frames before and moved with the face. */
export interface VisibilityMap {
  /** VISIBILITY_SIZE x VISIBILITY_SIZE, rows from the map's top. */
  readonly data: Uint8Array;
  /** [a, b, c, d, e, f]: map texel x = a X + b Y + c, y = d X + e Y + f of a point X, Y in px of the tracked image; texel centres at .5. */
  readonly toMap: Float32Array;
  /** How far skin is bare past the oval's upper edge, along the skull (`skullPoint`), mm: HAIRLINE_COLUMNS values. Left out: not told. */
  readonly hairline?: Float32Array | undefined;
}

/** One face of a frame. All arrays are views into the frame's `packed` buffer. */
export interface TrackedFace {
  /** 478 x (x, y, z). x: 0..1 of image width, left to right as stored (un-mirrored); y: 0..1 of image height,
   *  downwards; z: in units of image width, 0 at the head's centre, smaller is nearer. May leave 0..1. */
  readonly landmarks: Float32Array;
  /** 4 x 4, column-major: canonical face (cm, y up, z towards the viewer) to camera space (cm, y up, -z forward). */
  readonly pose: Float32Array;
  /** 0..1, how well the landmarks agree with a face; see @carmine/tracking. */
  readonly confidence: number;
  /** Stays with a face while it is followed; another face never gets it again in a session. Stills: 0, 1, ... */
  readonly id: number;
  /** 0..1, how far product is faded in: rises when a face comes, falls when it is lost (rendering.md 6.2). 1 on stills. */
  readonly presence: number;
  /** What the picture tells of the light; FACE_LIGHT_FLOATS numbers, see `readFaceLight`. All 0: nothing is told. */
  readonly light: Float32Array;
  /** null: not looked at; everything counts as seen. */
  readonly visibility: VisibilityMap | null;
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
  /** The visibility maps of the faces, one after the other; null when none was made. */
  readonly visibility: Uint8Array | null;
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
  readonly visibility?: Uint8Array | null;
}

export const toMessage = (f: FaceFrame): FaceFrameMessage => ({
  frameId: f.frameId,
  captureTime: f.captureTime,
  width: f.width,
  height: f.height,
  inferenceMs: f.inferenceMs,
  faceCount: f.faces.length,
  packed: f.packed,
  visibility: f.visibility,
});

export const fromMessage = (m: FaceFrameMessage): FaceFrame => {
  if (m.packed.length < m.faceCount * FACE_STRIDE)
    throw new CarmineError('invalid-argument', {
      message: 'FaceFrame: packed buffer is shorter than faceCount',
    });
  const { faceCount, visibility = null, ...rest } = m;
  const faces = Array.from({ length: faceCount }, (_, i) => faceView(m.packed, visibility, i));
  return { ...rest, visibility, faces };
};

/** What a face is packed from. Left out: id = index, presence 1, no light, no visibility map. */
export interface FaceParts {
  readonly landmarks: ArrayLike<number>;
  readonly pose: ArrayLike<number>;
  readonly confidence: number;
  readonly id?: number | undefined;
  readonly presence?: number | undefined;
  readonly light?: ArrayLike<number> | undefined;
  /** Transform of the face's map in the frame's `visibility`. */
  readonly toMap?: ArrayLike<number> | undefined;
  /** See VisibilityMap. */
  readonly hairline?: ArrayLike<number> | undefined;
}

/** Writes one face into `packed` at `index`. */
export const packFace = (packed: Float32Array, index: number, face: FaceParts): void => {
  const at = index * FACE_STRIDE;
  packed.fill(0, at, at + FACE_STRIDE);
  packed.set(face.landmarks, at);
  packed.set(face.pose, at + LANDMARK_FLOATS);
  packed[at + CONFIDENCE_AT] = face.confidence;
  packed[at + ID_AT] = face.id ?? index;
  packed[at + PRESENCE_AT] = face.presence ?? 1;
  packed[at + HAS_VISIBILITY_AT] = face.toMap ? 1 : 0;
  if (face.light) packed.set(face.light, at + LIGHT_AT);
  if (face.toMap) packed.set(face.toMap, at + TO_MAP_AT);
  packed[at + HAS_HAIRLINE_AT] = face.hairline ? 1 : 0;
  if (face.hairline) packed.set(face.hairline, at + HAIRLINE_AT);
};

const faceView = (packed: Float32Array, visibility: Uint8Array | null, index: number): TrackedFace => {
  const at = index * FACE_STRIDE;
  const mapped = visibility !== null && packed[at + HAS_VISIBILITY_AT] === 1;
  return {
    landmarks: packed.subarray(at, at + LANDMARK_FLOATS),
    pose: packed.subarray(at + LANDMARK_FLOATS, at + CONFIDENCE_AT),
    confidence: packed[at + CONFIDENCE_AT]!,
    id: packed[at + ID_AT]!,
    presence: packed[at + PRESENCE_AT]!,
    light: packed.subarray(at + LIGHT_AT, at + TO_MAP_AT),
    visibility: mapped
      ? {
          data: visibility.subarray(index * VISIBILITY_BYTES, (index + 1) * VISIBILITY_BYTES),
          toMap: packed.subarray(at + TO_MAP_AT, at + TO_MAP_AT + 6),
          hairline:
            packed[at + HAS_HAIRLINE_AT] === 1
              ? packed.subarray(at + HAIRLINE_AT, at + HAIRLINE_AT + HAIRLINE_COLUMNS)
              : undefined,
        }
      : null,
  };
};
