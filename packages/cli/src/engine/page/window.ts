import {
  FACE_STRIDE,
  type FaceFrame,
  fromMessage,
  packFace,
  type TrackedFace,
  VISIBILITY_SIZE,
} from '@carmine/face';

/** A part of a picture, px. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Up to here the whole picture is drawn at once; above, only a window around each face, so that size has no limit
 *  but the face's. */
const WHOLE_PIXELS = 6e6;
const WHOLE_SIDE = 4096;
/** Margin around the landmarks, share of the face's size: the skin the light is read from stays in view. */
const MARGIN = 0.25;

const around = (face: TrackedFace, width: number, height: number): Window => {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < face.landmarks.length; i += 3) {
    const x = face.landmarks[i]! * width;
    const y = face.landmarks[i + 1]! * height;
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  const pad = MARGIN * Math.max(maxX - minX, maxY - minY);
  const left = Math.max(0, Math.floor(minX - pad));
  const top = Math.max(0, Math.floor(minY - pad));
  const right = Math.min(width, Math.ceil(maxX + pad));
  const bottom = Math.min(height, Math.ceil(maxY + pad));
  return { left, top, width: right - left, height: bottom - top };
};

/** Where the points of a frame are in another one: x' = x scale - left, both px; y likewise. */
interface Shift {
  readonly width: number;
  readonly height: number;
  readonly scaleX: number;
  readonly scaleY: number;
  readonly left: number;
  readonly top: number;
}

const VISIBILITY_BYTES = VISIBILITY_SIZE * VISIBILITY_SIZE;

/** A visibility map's transform for the moved points: the map stays on the same skin. */
const movedMap = (toMap: Float32Array, { scaleX, scaleY, left, top }: Shift): number[] => {
  const [a, b, c, d, e, f] = toMap as unknown as [number, number, number, number, number, number];
  const [ax, by, dx, ey] = [a / scaleX, b / scaleY, d / scaleX, e / scaleY];
  return [ax, by, c + ax * left + by * top, dx, ey, f + dx * left + ey * top];
};

/** The same faces in another frame: x and y 0..1 of it, z in units of its width; light, presence and what hides them stay theirs. */
const moved = (frame: FaceFrame, faces: readonly TrackedFace[], to: Shift): FaceFrame => {
  const packed = new Float32Array(faces.length * FACE_STRIDE);
  const seen = faces.some((face) => face.visibility) ? new Uint8Array(faces.length * VISIBILITY_BYTES) : null;
  faces.forEach((face, index) => {
    const landmarks = face.landmarks.slice();
    for (let i = 0; i < landmarks.length; i += 3) {
      landmarks[i] = (landmarks[i]! * frame.width * to.scaleX - to.left) / to.width;
      landmarks[i + 1] = (landmarks[i + 1]! * frame.height * to.scaleY - to.top) / to.height;
      landmarks[i + 2] = (landmarks[i + 2]! * frame.width * to.scaleX) / to.width;
    }
    const { pose, confidence, id, presence, light, visibility } = face;
    const toMap = visibility ? movedMap(visibility.toMap, to) : undefined;
    if (visibility) seen?.set(visibility.data, index * VISIBILITY_BYTES);
    const hairline = visibility?.hairline;
    packFace(packed, index, { landmarks, pose, confidence, id, presence, light, toMap, hairline });
  });
  const { faces: _, ...rest } = frame;
  return fromMessage({
    ...rest,
    width: to.width,
    height: to.height,
    faceCount: faces.length,
    packed,
    visibility: seen,
  });
};

/** The frame of a picture that was tracked at another size. */
export const resized = (frame: FaceFrame, width: number, height: number): FaceFrame =>
  frame.width === width && frame.height === height
    ? frame
    : moved(frame, frame.faces, {
        width,
        height,
        scaleX: width / frame.width,
        scaleY: height / frame.height,
        left: 0,
        top: 0,
      });

/** The same frame with its largest face first: that one is read, whoever stands behind it. */
export const largestFirst = (frame: FaceFrame): FaceFrame => {
  const widthOf = (face: TrackedFace): number => around(face, frame.width, frame.height).width;
  const faces = [...frame.faces].sort((p, q) => widthOf(q) - widthOf(p));
  if (faces[0] === frame.faces[0]) return frame;
  const { width, height } = frame;
  return moved(frame, faces, { width, height, scaleX: 1, scaleY: 1, left: 0, top: 0 });
};

/** What to draw, one after the other: the whole picture with all faces, or one window a face in a large picture. */
export const drawWindows = (frame: FaceFrame): { window: Window; frame: FaceFrame }[] => {
  const { width, height } = frame;
  if (width * height <= WHOLE_PIXELS && Math.max(width, height) <= WHOLE_SIDE)
    return [{ window: { left: 0, top: 0, width, height }, frame }];
  return frame.faces.map((face) => {
    const window = around(face, width, height);
    return { window, frame: moved(frame, [face], { ...window, scaleX: 1, scaleY: 1 }) };
  });
};
