import {
  CANONICAL_UV,
  EYE_RINGS,
  REGION_IDS,
  type RegionId,
  regionRings,
  type Side,
  type TrackedFace,
} from '@carmine/face';
import { type PixelImage, type Reading, readLinear } from './pixels/image.ts';
import { fillRings, shrinkRing } from './pixels/polygon.ts';
import { quantile } from './pixels/statistics.ts';
import { type FaceMap, TEXEL_CLIPPED, TEXEL_NONE } from './pixels/unwrap.ts';
import { SCLERAS } from './token-regions.ts';

/** The usable pixels of one region. */
export interface RegionPixels {
  /** n x 3 linear RGB 0..1 of pixels neither clipped nor crushed. */
  readonly rgb: Float32Array;
  /** With the clipped and crushed ones, for order statistics that clipping of less than half cannot move; absent where none
   *  was clipped, and for an eye, whose clipped pixels are the light's mirror image. */
  readonly all?: Float32Array;
  /** Share 0..1 of the region's seen pixels that were clipped or crushed. */
  readonly clipped: number;
  /** px of the image that the region covers. */
  readonly count: number;
  /** Mean cosine between surface and view, 0..1. For a sclera: how open the eye is, 0 (closed) .. 1 (wide). */
  readonly facing: number;
}

const EMPTY: RegionPixels = { rgb: new Float32Array(0), clipped: 0, count: 0, facing: 0 };

/** Region number + 1 of every texel of the map, 0 where none; regions do not overlap. */
export const regionLabels = (size: number): Uint8Array => {
  const labels = new Uint8Array(size * size);
  const points = Float32Array.from(CANONICAL_UV, (v) => v * size);
  REGION_IDS.forEach((id, k) => {
    if (SCLERAS.includes(id)) return;
    fillRings(regionRings(id, { points, stride: 2 }), { width: size, height: size }, (x, y) => {
      labels[y * size + x] = k + 1;
    });
  });
  return labels;
};

/** Pixels of every region: skin and lips from the UV map, scleras from the image itself (the map has holes there). */
export const collectRegions = (
  map: FaceMap,
  labels: Uint8Array,
  source: { readonly image: PixelImage; readonly face: TrackedFace },
): Record<RegionId, RegionPixels> => {
  const out = {} as Record<RegionId, RegionPixels>;
  const texels = texelsByRegion(map, labels);
  REGION_IDS.forEach((id, k) => {
    out[id] = SCLERAS.includes(id)
      ? scleraPixels(source.image, source.face, id === 'sclera-left' ? 'left' : 'right')
      : fromMap(map, texels[k] ?? []);
  });
  return out;
};

const texelsByRegion = (map: FaceMap, labels: Uint8Array): number[][] => {
  const lists: number[][] = REGION_IDS.map(() => []);
  for (let i = 0; i < labels.length; i++)
    if (labels[i] && map.state[i] !== TEXEL_NONE) lists[labels[i]! - 1]!.push(i);
  return lists;
};

const fromMap = (map: FaceMap, texels: readonly number[]): RegionPixels => {
  if (!texels.length) return EMPTY;
  const good = texels.filter((i) => map.state[i] !== TEXEL_CLIPPED);
  const rgb = gather(map, good);
  let count = 0;
  let facing = 0;
  for (const i of texels) {
    count += map.area[i]!;
    facing += map.facing[i]!;
  }
  const clipped = 1 - good.length / texels.length;
  return {
    rgb,
    ...(clipped > 0 && { all: gather(map, texels) }),
    clipped,
    count,
    facing: facing / texels.length,
  };
};

const gather = (map: FaceMap, texels: readonly number[]): Float32Array => {
  const rgb = new Float32Array(texels.length * 3);
  texels.forEach((i, k) => {
    rgb.set(map.rgb.subarray(i * 3, i * 3 + 3), k * 3);
  });
  return rgb;
};

/** Openness below this (lid gap over eye width) is a closed eye: no sclera is read. */
export const OPENNESS_MIN = 0.14;
/** Lashes and the lid's shadow line the ring: read only its inner part. */
const LID_INSET = 0.82;
/** The brightest quarter of the eye's white: lashes, vessels and lid shadow make up the rest (TOKENS.md). */
const SCLERA_QUANTILE = 0.75;

/** Lid gap over eye width of one eye, px measured in the image. */
export const eyeOpenness = (face: TrackedFace, side: Side, aspect: number): number => {
  const ring = EYE_RINGS[side];
  const at = (k: number): [number, number] => [
    face.landmarks[ring[k]! * 3]!,
    face.landmarks[ring[k]! * 3 + 1]! * aspect,
  ];
  const gap = (p: [number, number], q: [number, number]): number => Math.hypot(p[0] - q[0], p[1] - q[1]);
  const width = gap(at(0), at(8));
  // Lower lid points 3, 4, 5 face upper lid points 13, 12, 11.
  const height = (gap(at(3), at(13)) + gap(at(4), at(12)) + gap(at(5), at(11))) / 3;
  return width > 0 ? height / width : 0;
};

/** Openness 0.14 (closed) .. 0.44 (wide) as 0..1: narrow eyes are darker, and the net should know. */
export const openScale = (openness: number): number =>
  Math.min(1, Math.max(0, (openness - OPENNESS_MIN) / 0.3));

const reading: Reading = { r: 0, g: 0, b: 0, bad: false };

const scleraPixels = (image: PixelImage, face: TrackedFace, side: Side): RegionPixels => {
  const openness = eyeOpenness(face, side, image.height / image.width);
  if (openness < OPENNESS_MIN) return EMPTY;
  const [outline, iris] = regionRings(`sclera-${side}`, {
    points: face.landmarks,
    stride: 3,
    scaleX: image.width,
    scaleY: image.height,
  });
  if (!outline || !iris) return EMPTY;
  const rows: [number, number, number][] = [];
  let clipped = 0;
  const inner = shrinkRing(outline, LID_INSET);
  // Even-odd would invert where the iris passes the lids: test the iris by itself.
  const irisRow = new Set<number>();
  fillRings([iris], image, (x, y) => irisRow.add(y * image.width + x));
  fillRings([inner], image, (x, y) => {
    if (irisRow.has(y * image.width + x) || !readLinear(image, x + 0.5, y + 0.5, reading)) return;
    if (reading.bad) clipped++;
    else rows.push([reading.r, reading.g, reading.b]);
  });
  const count = rows.length + clipped;
  if (!rows.length) return { ...EMPTY, count, clipped: count ? 1 : 0 };
  const cut = quantile(
    rows.map((p) => p[1]),
    SCLERA_QUANTILE,
  );
  const bright = rows.filter((p) => p[1] >= cut);
  return {
    rgb: Float32Array.from(bright.flat()),
    clipped: clipped / count,
    count,
    facing: openScale(openness),
  };
};
