/** The gates for moving pictures: pure, without net, worker or assets. A door of its own, so that whoever guides a shopper loads no more. */
import type { FaceFrame } from '@carmine/face';
import { readFaceLight } from '@carmine/face';
import { surfaceGate } from './gates/bare-skin.ts';
import { detailGates } from './gates/detail.ts';
import { brightnessGate, clippingGate } from './gates/exposure.ts';
import { glassesGate } from './gates/eyewear.ts';
import { facesGate } from './gates/faces.ts';
import { eyesGate, poseGates, sizeGate } from './gates/geometry.ts';
import { castGate, lightGates } from './gates/light.ts';
import { type GatePresetName, gatePreset } from './gates/presets.ts';
import { surfaceGates } from './gates/surface.ts';
import { cropFrame, cropSize, faceCrop } from './pixels/crop.ts';
import type { PixelImage } from './pixels/image.ts';
import { readFace } from './reading.ts';
import { buildTokens } from './tokens.ts';
import type { GateResult } from './types.ts';

export { type GatePreset, type GatePresetName, gatePreset, type LimitId } from './gates/presets.ts';

/** px, longest side of the crop that is read of a moving picture: over 2 px per mm of face, twice what the colour map holds. */
const LIVE_SIDE = 640;

/** What is to be read of a frame: a box of the picture, px, and the size to read it at. */
export interface LiveCrop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Read px per px of the picture, at most 1. */
  readonly scale: number;
}

/** The surroundings of the first face; null without one in the picture. */
export const liveCrop = (
  frame: FaceFrame,
  picture: { readonly width: number; readonly height: number },
): LiveCrop | null => {
  const face = frame.faces[0];
  const crop = face && faceCrop(face, picture);
  if (!crop) return null;
  return { ...crop, scale: Math.min(crop.scale, LIVE_SIDE / Math.max(crop.width, crop.height)) };
};

/** px of the picture read from `crop`. */
export const liveSize = (crop: LiveCrop): { readonly width: number; readonly height: number } =>
  cropSize(crop);

export interface LivePicture {
  /** The crop's pixels, `liveSize(crop)`. */
  readonly image: PixelImage;
  readonly crop: LiveCrop;
  /** px of the whole picture. */
  readonly width: number;
  readonly height: number;
}

/** Confidence of the tracker's light, 0..1, from which it is believed; below it says nothing. */
const LIGHT_SURE = 0.5;
/** Standard deviation of the tracker's exposure, EV: a white that is read without the net. */
const LIGHT_SIGMA_EV = 0.5;

/** Every gate that needs no net, judged by a preset; brightness and cast by the tracker's own light where it is sure of it. */
export const liveGates = (
  { image, crop, width, height }: LivePicture,
  frame: FaceFrame,
  preset: GatePresetName = 'standard',
): readonly GateResult[] => {
  const face = frame.faces[0];
  if (!face) return [];
  const cropped = cropFrame(frame, face, crop, { width, height });
  const reading = readFace(image, cropped, cropped.faces[0]!);
  const tokens = buildTokens(reading.regions);
  const light = readFaceLight(face.light);
  const limits = gatePreset(preset);
  return [
    facesGate(frame, limits),
    sizeGate({ ...reading, pxPerMm: reading.pxPerMm / crop.scale }, limits),
    ...poseGates(reading, limits),
    clippingGate(reading, limits),
    ...detailGates(reading, limits),
    ...surfaceGates(reading, tokens, limits),
    surfaceGate(reading, tokens, limits),
    ...lightGates(reading, tokens, limits),
    eyesGate(reading, tokens, limits),
    glassesGate(reading, limits),
    ...(light.exposureConfidence >= LIGHT_SURE
      ? [brightnessGate({ ...light, sigmaEv: LIGHT_SIGMA_EV }, limits)]
      : []),
    ...(light.illuminantConfidence >= LIGHT_SURE ? [castGate(light.illuminant, limits)] : []),
  ];
};
