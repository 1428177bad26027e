import { FACE_STRIDE, type FaceFrame, fromMessage, packFace, type TrackedFace } from '@carmine/face';

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

/** The same faces as seen in a window: x and y 0..1 of it, z in units of its width. */
const inWindow = (frame: FaceFrame, faces: readonly TrackedFace[], window: Window): FaceFrame => {
  const packed = new Float32Array(faces.length * FACE_STRIDE);
  faces.forEach((face, index) => {
    const landmarks = face.landmarks.slice();
    for (let i = 0; i < landmarks.length; i += 3) {
      landmarks[i] = (landmarks[i]! * frame.width - window.left) / window.width;
      landmarks[i + 1] = (landmarks[i + 1]! * frame.height - window.top) / window.height;
      landmarks[i + 2] = (landmarks[i + 2]! * frame.width) / window.width;
    }
    packFace(packed, index, { landmarks, pose: face.pose, confidence: face.confidence });
  });
  const { faces: _, ...rest } = frame;
  return fromMessage({
    ...rest,
    width: window.width,
    height: window.height,
    faceCount: faces.length,
    packed,
  });
};

/** What to draw, one after the other: the whole picture with all faces, or one window a face in a large picture. */
export const drawWindows = (frame: FaceFrame): { window: Window; frame: FaceFrame }[] => {
  const { width, height } = frame;
  if (width * height <= WHOLE_PIXELS && Math.max(width, height) <= WHOLE_SIDE)
    return [{ window: { left: 0, top: 0, width, height }, frame }];
  return frame.faces.map((face) => {
    const window = around(face, width, height);
    return { window, frame: inWindow(frame, [face], window) };
  });
};
