import { type FaceFrame, readFaceLight, type TrackedFace } from '@carmine/face';
import type { PixelImage, ProductKind } from '@carmine/makeup';
import type { Tracker } from '@carmine/tracking';
import type { FaceAnswer, LightAnswer, RenderAnswer, RenderJob } from '../protocol.ts';
import type { Painter } from './painter.ts';
import { cropPicture, decodePicture, type Picture, post, toBitmap } from './pixels.ts';
import { drawWindows, resized, type Window } from './window.ts';

/** The picture without its alpha. */
export const opaque = (picture: Picture): PixelImage =>
  picture.opaque ? picture : cropPicture(picture, 0, 0, picture.width, picture.height);

/** Faces of a picture, in coordinates of the whole of it. */
export const trackPicture = async (
  tracker: Tracker,
  picture: Picture,
  frameId: number,
): Promise<FaceFrame> => {
  const { width, height } = picture;
  const bitmap = picture.small ?? (await toBitmap(opaque(picture)));
  const frame = await tracker.track(bitmap, { frameId, captureTime: performance.now() });
  return resized(frame!, width, height);
};

/** The light of a face with its confidences, or nothing where nothing is told. */
const lightOnFace = ({ light }: TrackedFace): Pick<FaceAnswer, 'light'> => {
  const told = readFaceLight(light);
  const known = told.illuminantConfidence > 0 || told.exposureConfidence > 0 || told.directionConfidence > 0;
  return known ? { light: told } : {};
};

/** Faces as plain JSON. */
export const toAnswer = (frame: FaceFrame): FaceAnswer[] =>
  frame.faces.map((face) => ({
    confidence: face.confidence,
    ...lightOnFace(face),
    landmarks: Array.from({ length: face.landmarks.length / 3 }, (_, i): [number, number, number] => [
      face.landmarks[i * 3]!,
      face.landmarks[i * 3 + 1]!,
      face.landmarks[i * 3 + 2]!,
    ]),
  }));

/** Puts a window of new pixels over `target`; its alpha stays. */
const paste = (target: Uint8ClampedArray, width: number, window: Window, from: PixelImage): void => {
  for (let y = 0; y < window.height; y++)
    for (let x = 0; x < window.width; x++) {
      const to = ((window.top + y) * width + window.left + x) * 4;
      const at = (y * window.width + x) * 4;
      target[to] = from.data[at]!;
      target[to + 1] = from.data[at + 1]!;
      target[to + 2] = from.data[at + 2]!;
    }
};

/** The larger amount wins where windows of two faces overlap. */
const pasteMask = (target: Uint8Array, width: number, window: Window, from: Uint8Array): void => {
  for (let y = 0; y < window.height; y++)
    for (let x = 0; x < window.width; x++) {
      const to = (window.top + y) * width + window.left + x;
      target[to] = Math.max(target[to]!, from[y * window.width + x]!);
    }
};

export interface StillTools {
  readonly tracker: Tracker;
  /** Light of a picture; asked only when wanted. */
  readonly lightOf: (picture: Picture, frame: FaceFrame) => Promise<LightAnswer | null>;
  readonly painter: Painter;
  readonly frameId: number;
}

/** One picture: decode, find faces, lay the look on, post the exact result. Without a face or product the pixels stay. */
export const renderStill = async (job: RenderJob, tools: StillTools): Promise<RenderAnswer> => {
  const { tracker, painter, frameId, lightOf } = tools;
  const start = performance.now();
  const picture = await decodePicture(job.url);
  const decoded = performance.now();
  const frame = await trackPicture(tracker, picture, frameId);
  const tracked = performance.now();
  const faces = toAnswer(frame);
  const light = job.light && faces[0] ? (faces[0].light ?? (await lightOf(picture, frame))) : null;
  const seen = performance.now();
  // Drawn over in place: a second copy of a large picture may be more than there is room for.
  const { width, height, data } = picture;
  if (job.source) await post(`${job.post}source`, data, { width, height });
  const masks = new Map<ProductKind, Uint8Array>(job.masks.map((p) => [p, new Uint8Array(width * height)]));
  if (frame.faces.length && (job.look.layers.length || job.always))
    for (const { window, frame: part } of drawWindows(frame)) {
      const { left, top } = window;
      const source = cropPicture({ width, height, data }, left, top, window.width, window.height);
      const painted = await painter.paint(source, part, job.look, job.masks);
      paste(data, width, window, painted.image);
      for (const [product, mask] of painted.masks) pasteMask(masks.get(product)!, width, window, mask);
    }
  const drawn = performance.now();
  await post(`${job.post}image`, data, { width, height });
  for (const [product, mask] of masks) await post(`${job.post}mask.${product}`, mask, { width, height });
  return {
    width,
    height,
    backend: painter.backend,
    device: painter.device,
    faces,
    light,
    timings: {
      decode: decoded - start,
      track: tracked - decoded,
      inference: frame.inferenceMs,
      light: seen - tracked,
      render: drawn - seen,
    },
  };
};
