import type { LinearRgb } from '@carmine/color';
import { FACE_STRIDE, type FaceFrame, fromMessage, packFace } from '@carmine/face';
import type { Camera } from './camera.ts';
import type { Shape } from './geometry.ts';
import { truthLandmarks } from './landmarks.ts';
import type { Paints } from './paint.ts';
import type { HeadParams } from './params.ts';
import type { Layers, Masks } from './raster/layers.ts';
import { type RegionSamples, regionSamples } from './regions.ts';
import type { SkinMark } from './texture/marks.ts';

/** 8-bit sRGB picture, like ImageData without the DOM. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row from the top. */
  readonly data: Uint8ClampedArray;
}

/** Everything known about one rendered picture. */
export interface HeadRender {
  readonly image: PixelImage;
  readonly params: HeadParams;
  readonly camera: Camera;
  /** 4 x 4 column-major, canonical face (cm) to camera space. */
  readonly pose: Float32Array;
  /** Pixel = encode(exposure x (albedo x shading + specular)). */
  readonly exposure: number;
  /** Skin, lip and hair albedo before texture, linear sRGB. */
  readonly colors: { readonly skin: LinearRgb; readonly lip: LinearRgb; readonly hair: LinearRgb };
  /** Freckles and spots that were painted. */
  readonly marks: readonly SkinMark[];
  /** Per-pixel truth; not filled when rendered with `truth: false`. */
  readonly truth: Omit<Layers, 'rgba'>;
  readonly masks: Masks;
  /** 478 x 3 in FaceFrame layout. */
  readonly landmarks: Float32Array;
  /** Pixels well inside named regions, where they are visible. */
  readonly regions: RegionSamples;
  /** The exact FaceFrame of this picture. */
  truthFaceFrame(at?: { frameId?: number; captureTime?: number }): FaceFrame;
}

/** What `finish` needs from the renderer. */
export interface Rendered {
  readonly params: HeadParams;
  readonly camera: Camera;
  readonly pose: Float32Array;
  readonly exposure: number;
  readonly shape: Shape;
  readonly paints: Paints;
  readonly layers: Layers;
}

export const finish = (r: Rendered): HeadRender => {
  const landmarks = truthLandmarks(r.shape.coarse, r.pose, r.camera);
  const { width, height, rgba: data, ...truth } = r.layers;
  return {
    image: { width, height, data },
    params: r.params,
    camera: r.camera,
    pose: r.pose,
    exposure: r.exposure,
    colors: { skin: r.paints.skin, lip: r.paints.lip, hair: r.paints.hair },
    marks: r.paints.marks,
    truth: { width, height, ...truth },
    masks: r.layers.masks,
    landmarks,
    regions: regionSamples(landmarks, r.layers),
    truthFaceFrame: (at = {}) => faceFrame(landmarks, r.pose, width, height, at),
  };
};

const faceFrame = (
  landmarks: Float32Array,
  pose: Float32Array,
  width: number,
  height: number,
  at: { frameId?: number; captureTime?: number },
): FaceFrame => {
  const packed = new Float32Array(FACE_STRIDE);
  packFace(packed, 0, { landmarks, pose, confidence: 1 });
  const { frameId = 0, captureTime = 0 } = at;
  return fromMessage({ frameId, captureTime, width, height, inferenceMs: 0, faceCount: 1, packed });
};
