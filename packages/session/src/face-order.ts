import {
  FACE_STRIDE,
  type FaceFrame,
  fromMessage,
  type TrackedFace,
  toMessage,
  VISIBILITY_SIZE,
} from '@carmine/face';

const MAP_BYTES = VISIBILITY_SIZE * VISIBILITY_SIZE;
/** MediaPipe's sides of the face at the height of the ears. */
const [RIGHT, LEFT] = [234, 454];

/** The faces of `frame` that `order` names, in that order; light, presence and what hides them stay theirs. */
export const facesInOrder = (frame: FaceFrame, order: readonly number[]): FaceFrame => {
  if (order.length === frame.faces.length && order.every((from, to) => from === to)) return frame;
  const packed = new Float32Array(frame.packed.length);
  const maps = frame.visibility && new Uint8Array(order.length * MAP_BYTES);
  order.forEach((from, to) => {
    packed.set(frame.packed.subarray(from * FACE_STRIDE, (from + 1) * FACE_STRIDE), to * FACE_STRIDE);
    maps?.set(frame.visibility!.subarray(from * MAP_BYTES, (from + 1) * MAP_BYTES), to * MAP_BYTES);
  });
  return fromMessage({ ...toMessage(frame), faceCount: order.length, packed, visibility: maps });
};

/** The widest face first: of a photograph that one is read, whoever stands behind it. */
export const largestFirst = (frame: FaceFrame): FaceFrame => {
  const widths = frame.faces.map((face) => widthOf(face, frame));
  const order = widths.map((_, i) => i).sort((i, j) => widths[j]! - widths[i]!);
  return facesInOrder(frame, order);
};

/** At most the first `count` faces: those that are made up. */
export const firstFaces = (frame: FaceFrame, count: number): FaceFrame =>
  facesInOrder(
    frame,
    frame.faces.map((_, i) => i).filter((i) => i < count),
  );

/** px between the sides of the face, whichever way the head is tilted. */
const widthOf = ({ landmarks }: TrackedFace, { width, height }: FaceFrame): number =>
  Math.hypot(
    (landmarks[LEFT * 3]! - landmarks[RIGHT * 3]!) * width,
    (landmarks[LEFT * 3 + 1]! - landmarks[RIGHT * 3 + 1]!) * height,
  );
