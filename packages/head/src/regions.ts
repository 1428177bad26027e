import type { Layers } from './raster/layers.ts';

/** Landmarks at the middle of flat pieces of skin or lip. Sides are the subject's. */
export const REGION_LANDMARKS = {
  rightCheek: 50,
  leftCheek: 280,
  forehead: 151,
  nose: 5,
  chin: 199,
  rightUnderEye: 230,
  leftUnderEye: 450,
  lowerLip: 16,
  upperLip: 11,
} as const;

export type Region = keyof typeof REGION_LANDMARKS;

/** A visible spot of a region. */
export interface RegionSample {
  /** px. */
  readonly x: number;
  readonly y: number;
  /** Pixel index, y * width + x. */
  readonly index: number;
}

export type RegionSamples = Readonly<Partial<Record<Region, RegionSample>>>;

/** Places each region's landmark that is in the picture, faces the camera and is not hidden (by the depth layer, within
 *  1.5 cm of the head's own surface there; regions are all present when no truth was rendered). */
export const regionSamples = (landmarks: Float32Array, layers: Layers): RegionSamples => {
  const out: Partial<Record<Region, RegionSample>> = {};
  for (const [name, v] of Object.entries(REGION_LANDMARKS) as [Region, number][]) {
    const x = Math.floor(landmarks[v * 3]! * layers.width);
    const y = Math.floor(landmarks[v * 3 + 1]! * layers.height);
    if (x < 0 || y < 0 || x >= layers.width || y >= layers.height) continue;
    const index = y * layers.width + x;
    const wanted = name.endsWith('Lip') ? layers.masks.lip : layers.masks.skin;
    if (wanted[index] === 255) out[name] = { x, y, index };
  }
  return out;
};
