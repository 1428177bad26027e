import {
  FACE_STRIDE,
  type FaceFrame,
  fromMessage,
  LANDMARK_COUNT,
  packFace,
  type TrackedFace,
} from '@carmine/face';

/** A box of the picture, px, and the factor it is scaled by when read. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Output px per picture px, at most 1. */
  readonly scale: number;
}

/** Longest side that is read: beyond it nothing is gained (a face of 2048 px has over 9 px per mm). */
const MAX_SIDE = 2048;

/** Side of the blocks that JPEG packs, px: a crop begins with one, so that what was packed can be told (gates/packing.ts). */
const BLOCK = 8;
const toBlock = (px: number): number => Math.max(0, Math.floor(px / BLOCK) * BLOCK);

/** The box of a face with a margin of a quarter of its size, inside the picture; null when it lies outside. */
export const faceCrop = (
  face: TrackedFace,
  picture: { readonly width: number; readonly height: number },
): Crop | null => {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    xs.push(face.landmarks[i * 3]! * picture.width);
    ys.push(face.landmarks[i * 3 + 1]! * picture.height);
  }
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const margin = 0.25 * Math.max(right - left, bottom - top);
  const x = toBlock(left - margin);
  const y = toBlock(top - margin);
  const width = Math.min(picture.width, Math.ceil(right + margin)) - x;
  const height = Math.min(picture.height, Math.ceil(bottom + margin)) - y;
  if (!(width >= 1 && height >= 1)) return null;
  return { x, y, width, height, scale: Math.min(1, MAX_SIDE / Math.max(width, height)) };
};

/** Size of the crop as read, px. */
export const cropSize = (crop: Crop): { readonly width: number; readonly height: number } => ({
  width: Math.max(1, Math.round(crop.width * crop.scale)),
  height: Math.max(1, Math.round(crop.height * crop.scale)),
});

/** The frame as seen in the crop, `first` first: landmarks in 0..1 of the crop, z in units of its width. Faces beside the first lie outside it in
 *  part: they are there to be counted. */
export const cropFrame = (
  frame: FaceFrame,
  first: TrackedFace,
  crop: Crop,
  picture: { readonly width: number; readonly height: number },
): FaceFrame => {
  const faces = [first, ...frame.faces.filter((face) => face !== first)];
  const packed = new Float32Array(FACE_STRIDE * faces.length);
  faces.forEach((face, k) => {
    const landmarks = new Float32Array(face.landmarks.length);
    for (let i = 0; i < landmarks.length; i += 3) {
      landmarks[i] = (face.landmarks[i]! * picture.width - crop.x) / crop.width;
      landmarks[i + 1] = (face.landmarks[i + 1]! * picture.height - crop.y) / crop.height;
      landmarks[i + 2] = (face.landmarks[i + 2]! * picture.width) / crop.width;
    }
    packFace(packed, k, { landmarks, pose: face.pose, confidence: face.confidence });
  });
  const { frameId, captureTime, inferenceMs } = frame;
  const faceCount = faces.length;
  return fromMessage({ frameId, captureTime, inferenceMs, ...cropSize(crop), faceCount, packed });
};
