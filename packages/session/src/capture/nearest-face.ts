import type { FaceFrame } from '@carmine/face';
import { facesInOrder } from '../face-order.ts';

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
  return facesInOrder(frame, [nearest, ...away.map((_, i) => i).filter((i) => i !== nearest)]);
};
