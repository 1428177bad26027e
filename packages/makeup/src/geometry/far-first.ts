import { type FaceFrame, pxPerMm, type TrackedFace } from '@carmine/face';

/** A face and its place in the frame. */
export type PlacedFace = readonly [index: number, face: TrackedFace];

/** Faces in the order in which they are drawn: the nearest last, so that what a far one wears lies behind it. The larger one is taken for the nearer. */
export const farFirst = (frame: FaceFrame): readonly PlacedFace[] => {
  const placed = [...frame.faces.entries()];
  if (placed.length < 2) return placed;
  const sizes = frame.faces.map((face) => pxPerMm(face, frame));
  return placed.sort(([a], [b]) => sizes[a]! - sizes[b]!);
};
