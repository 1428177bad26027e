import { linearToSrgb, SRGB8_TO_LINEAR } from '@carmine/color';
import { FACE_STRIDE, type FaceFrame, fromMessage, packFace, type TrackedFace } from '@carmine/face';
import { boxBlur, boxOf } from '../pixels/box-blur.ts';
import type { PixelImage } from '../pixels/image.ts';
import { fillRings, shrinkRing } from '../pixels/polygon.ts';

/** A picture and the face in it, to be spoilt. */
export interface Picture {
  readonly image: PixelImage;
  readonly frame: FaceFrame;
}

/** Linear light of one pixel, 0..1. */
export type Light = readonly [r: number, g: number, b: number];
/** What becomes of a pixel: linear light in, linear light out. */
export type Relight = (light: Light, x: number, y: number) => Light;

export const luminance = ([r, g, b]: Light): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

export const mix = (a: Light, b: Light, t: number): Light => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** 0 below `from`, 1 above `to`, smooth between. */
export const smoothstep = (from: number, to: number, v: number): number => {
  const t = Math.min(1, Math.max(0, (v - from) / (to - from)));
  return t * t * (3 - 2 * t);
};

/** The picture with its light changed everywhere, or inside rings (even-odd). */
export const relit = (
  { image, frame }: Picture,
  change: Relight,
  rings?: readonly Float32Array[],
): Picture => {
  const { width, height } = image;
  const data = image.data.slice();
  const at = (x: number, y: number): void => {
    const i = (y * width + x) * 4;
    const light = [0, 1, 2].map((k) => SRGB8_TO_LINEAR[image.data[i + k]!]!) as unknown as Light;
    change(light, x, y).forEach((v, k) => {
      data[i + k] = Math.round(255 * linearToSrgb(Math.min(1, Math.max(0, v))));
    });
  };
  if (rings) fillRings(rings, image, at);
  else for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) at(x, y);
  return { image: { width, height, data }, frame };
};

/** A ring of landmarks, px, grown about its middle. */
export const ringOf = ({ image, frame }: Picture, list: readonly number[], grow = 1): Float32Array => {
  const { landmarks } = frame.faces[0]!;
  const points = list.flatMap((v) => [landmarks[v * 3]! * image.width, landmarks[v * 3 + 1]! * image.height]);
  return shrinkRing(Float32Array.from(points), grow);
};

/** A landmark, px. */
export const pointOf = ({ image, frame }: Picture, v: number): readonly [x: number, y: number] => [
  frame.faces[0]!.landmarks[v * 3]! * image.width,
  frame.faces[0]!.landmarks[v * 3 + 1]! * image.height,
];

/** Width of the face between the outer landmarks of the cheeks, px. */
export const faceWidth = (p: Picture): number => {
  const [a, b] = [pointOf(p, 234), pointOf(p, 454)];
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
};

/** The picture blurred by `sigma` px, code by code. */
export const blurred = ({ width, height, data }: PixelImage, sigma: number): PixelImage => {
  const out = data.slice();
  for (let k = 0; k < 3; k++) {
    const plane = Float32Array.from({ length: width * height }, (_, i) => data[i * 4 + k]!);
    boxBlur(plane, width, boxOf(sigma));
    plane.forEach((v, i) => {
      out[i * 4 + k] = v;
    });
  }
  return { width, height, data: out };
};

/** Another size, each pixel the mean of those it covers. */
export const shrunk = ({ image, frame }: Picture, factor: number): Picture => {
  const [width, height] = [image.width, image.height].map((v) => Math.max(1, Math.round(v * factor))) as [
    number,
    number,
  ];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [x0, y0] = [Math.floor(x / factor), Math.floor(y / factor)];
      const [x1, y1] = [
        Math.min(image.width, Math.max(x0 + 1, Math.floor((x + 1) / factor))),
        Math.min(image.height, Math.max(y0 + 1, Math.floor((y + 1) / factor))),
      ];
      const sum = [0, 0, 0];
      for (let v = y0; v < y1; v++)
        for (let u = x0; u < x1; u++)
          for (let k = 0; k < 3; k++) sum[k]! += image.data[(v * image.width + u) * 4 + k]!;
      sum.forEach((s, k) => {
        data[(y * width + x) * 4 + k] = Math.round(s / ((x1 - x0) * (y1 - y0)));
      });
    }
  return { image: { width, height, data }, frame: framed(frame.faces, { width, height }) };
};

/** A frame of these faces in a picture of a size. */
export const framed = (
  faces: readonly Pick<TrackedFace, 'landmarks' | 'pose' | 'confidence'>[],
  size: { readonly width: number; readonly height: number },
): FaceFrame => {
  const packed = new Float32Array(FACE_STRIDE * faces.length);
  faces.forEach((face, k) => {
    packFace(packed, k, { landmarks: face.landmarks, pose: face.pose, confidence: face.confidence });
  });
  const { width, height } = size;
  const faceCount = faces.length;
  return fromMessage({ frameId: 1, captureTime: 0, inferenceMs: 0, width, height, faceCount, packed });
};
