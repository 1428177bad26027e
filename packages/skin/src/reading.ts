import { type FaceFrame, pxPerMm, type RegionId, type TrackedFace } from '@carmine/face';
import type { PixelImage } from './pixels/image.ts';
import { type FaceMap, unwrapFace } from './pixels/unwrap.ts';
import { collectRegions, type RegionPixels, regionLabels } from './region-pixels.ts';

/** Size of the colour map: about 1.1 texels per mm, as coarse as colour needs. */
export const COLOUR_MAP = 256;

/** One face of one still, laid flat and cut into regions: what gates, tokens and measures read. */
export interface FaceReading {
  readonly image: PixelImage;
  readonly frame: FaceFrame;
  readonly face: TrackedFace;
  /** px of the image per mm on the face. */
  readonly pxPerMm: number;
  readonly map: FaceMap;
  /** Region number + 1 of each texel of `map`, 0 none (order of REGION_IDS). */
  readonly labels: Uint8Array;
  readonly regions: Readonly<Record<RegionId, RegionPixels>>;
}

const labelCache = new Map<number, Uint8Array>();

/** Region labels of a map of this size (the UV never changes: computed once). */
export const labelsFor = (size: number): Uint8Array => {
  const known = labelCache.get(size);
  if (known) return known;
  const labels = regionLabels(size);
  labelCache.set(size, labels);
  return labels;
};

/** Lays the first face flat. `image` is the picture the frame was tracked on (any scale of it). */
export const readFace = (image: PixelImage, frame: FaceFrame, face: TrackedFace): FaceReading => {
  const scale = pxPerMm(face, image);
  const map = unwrapFace(image, face, { size: COLOUR_MAP, pxPerMm: scale });
  const labels = labelsFor(COLOUR_MAP);
  return {
    image,
    frame,
    face,
    pxPerMm: scale,
    map,
    labels,
    regions: collectRegions(map, labels, { image, face }),
  };
};

const flats = new WeakMap<FaceReading, Map<number, FaceMap>>();

/** The read face laid flat at another size; kept, as measures and maps read the same one. */
export const flatFace = (reading: FaceReading, size: number): FaceMap => {
  if (size === reading.map.size) return reading.map;
  const known = flats.get(reading) ?? new Map<number, FaceMap>();
  flats.set(reading, known);
  const flat = known.get(size) ?? unwrapFace(reading.image, reading.face, { size, pxPerMm: reading.pxPerMm });
  known.set(size, flat);
  return flat;
};
