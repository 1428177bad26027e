import {
  FACE_STRIDE,
  type FaceFrame,
  type FaceParts,
  fromMessage,
  packFace,
  VISIBILITY_SIZE,
} from '@carmine/face';

/** A frame of faces made by hand. `maps`: a visibility map for each face that has a `toMap`. */
export const frameOf = (
  width: number,
  height: number,
  faces: readonly FaceParts[],
  visibility: Uint8Array | null = null,
): FaceFrame => {
  const packed = new Float32Array(faces.length * FACE_STRIDE);
  faces.forEach((face, i) => {
    packFace(packed, i, face);
  });
  const faceCount = faces.length;
  return fromMessage({
    frameId: 1,
    captureTime: 0,
    width,
    height,
    inferenceMs: 0,
    faceCount,
    packed,
    visibility,
  });
};

/** The first face of `frame`, as it lies when its picture is scaled by `scale` and put at `x`, `y` of a picture of `width` x `height`. */
export const movedFace = (
  frame: FaceFrame,
  to: {
    readonly width: number;
    readonly height: number;
    readonly x: number;
    readonly y: number;
    readonly scale: number;
  },
): FaceParts => {
  const { landmarks, pose, confidence } = frame.faces[0]!;
  const moved = landmarks.slice();
  for (let i = 0; i < moved.length; i += 3) {
    moved[i] = (moved[i]! * frame.width * to.scale + to.x) / to.width;
    moved[i + 1] = (moved[i + 1]! * frame.height * to.scale + to.y) / to.height;
    moved[i + 2] = (moved[i + 2]! * frame.width * to.scale) / to.width;
  }
  return { landmarks: moved, pose, confidence };
};

/** `frame` with something in front of the right half of its picture: a slanted, soft border in the map. */
export const hiddenHalf = (frame: FaceFrame, presence = 1): FaceFrame => {
  const { width, height } = frame;
  const data = new Uint8Array(VISIBILITY_SIZE * VISIBILITY_SIZE);
  for (let y = 0; y < VISIBILITY_SIZE; y++)
    for (let x = 0; x < VISIBILITY_SIZE; x++)
      data[y * VISIBILITY_SIZE + x] = Math.min(255, Math.max(0, 128 + 24 * (70 - x - 0.2 * y)));
  const toMap = [VISIBILITY_SIZE / width, 0, 0, 0, VISIBILITY_SIZE / height, 0];
  const { landmarks, pose, confidence } = frame.faces[0]!;
  return frameOf(width, height, [{ landmarks, pose, confidence, presence, toMap }], data);
};
