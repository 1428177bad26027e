import { FACE_STRIDE, type FaceFrame, fromMessage, toMessage, VISIBILITY_SIZE } from '@carmine/face';

const MAP_BYTES = VISIBILITY_SIZE * VISIBILITY_SIZE;
/** MediaPipe's tip of the nose. */
const NOSE = 1;

/** `frame` with the face first that `seen` has first: an analysis reads the first, and two looks at one picture may count the faces
 *  in another order. */
export const nearestFirst = (frame: FaceFrame, seen: FaceFrame): FaceFrame => {
  const wanted = seen.faces[0];
  if (!wanted || frame.faces.length < 2) return frame;
  const away = frame.faces.map((face) =>
    Math.hypot(
      face.landmarks[NOSE * 3]! - wanted.landmarks[NOSE * 3]!,
      face.landmarks[NOSE * 3 + 1]! - wanted.landmarks[NOSE * 3 + 1]!,
    ),
  );
  const nearest = away.indexOf(Math.min(...away));
  if (nearest === 0) return frame;
  const order = [nearest, ...frame.faces.map((_, i) => i).filter((i) => i !== nearest)];
  const packed = new Float32Array(frame.packed.length);
  const maps = frame.visibility && new Uint8Array(frame.visibility.length);
  order.forEach((from, to) => {
    packed.set(frame.packed.subarray(from * FACE_STRIDE, (from + 1) * FACE_STRIDE), to * FACE_STRIDE);
    maps?.set(frame.visibility!.subarray(from * MAP_BYTES, (from + 1) * MAP_BYTES), to * MAP_BYTES);
  });
  return fromMessage({ ...toMessage(frame), packed, visibility: maps });
};
