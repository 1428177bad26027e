import { type Lab, labToLinear, linearToSrgb8, type Triple } from '@carmine/color';
import {
  CANONICAL_POSITIONS,
  EYE_RINGS,
  FACE_OVAL,
  FACE_STRIDE,
  type FaceFrame,
  fromMessage,
  IRISES,
  LIP_RINGS,
  packFace,
  poseFromAngles,
  SIDES,
} from '@carmine/face';
import type { PixelImage } from '../pixels/image.ts';
import { fillRings } from '../pixels/polygon.ts';
import { normalFrom, randomFrom } from './random.ts';

/** A flat frontal face painted from the canonical mesh, with its exact landmarks: enough for gates and tokens. */
export interface PaintedFace {
  readonly size?: number;
  /** Diffuse colour of the skin. */
  readonly skin: Lab;
  readonly lips?: Lab;
  readonly sclera?: number;
  /** Exposure: picture luminance of a white. */
  readonly exposure?: number;
  readonly light?: Triple;
  /** Brighter left (+) or right (-) half, share. */
  readonly sideLight?: number;
  readonly noise?: number;
  readonly grey?: boolean;
}

/** The canonical head in orthographic view: landmarks of a face that fills the picture. */
export const canonicalFrame = (size: number): FaceFrame => {
  const scale = 1 / 22;
  const landmarks = new Float32Array(478 * 3);
  for (let v = 0; v < 468; v++) {
    landmarks[v * 3] = 0.5 + CANONICAL_POSITIONS[v * 3]! * scale;
    landmarks[v * 3 + 1] = 0.5 - CANONICAL_POSITIONS[v * 3 + 1]! * scale;
    landmarks[v * 3 + 2] = -CANONICAL_POSITIONS[v * 3 + 2]! * scale;
  }
  for (const side of SIDES) placeIris(landmarks, side);
  const packed = new Float32Array(FACE_STRIDE);
  packFace(packed, 0, { landmarks, pose: poseFromAngles({ yaw: 0, pitch: 0, roll: 0 }), confidence: 1 });
  return fromMessage({
    frameId: 1,
    captureTime: 0,
    width: size,
    height: size,
    inferenceMs: 0,
    faceCount: 1,
    packed,
  });
};

const placeIris = (landmarks: Float32Array, side: 'left' | 'right'): void => {
  const ring = EYE_RINGS[side];
  const centre = [0, 1].map((k) => ring.reduce((s, v) => s + landmarks[v * 3 + k]!, 0) / ring.length);
  const radius = 0.012;
  const { center, edge } = IRISES[side];
  const at = [
    [0, 0],
    [radius, 0],
    [0, -radius],
    [-radius, 0],
    [0, radius],
  ];
  [center, ...edge].forEach((v, k) => {
    landmarks[v * 3] = centre[0]! + at[k]![0]!;
    landmarks[v * 3 + 1] = centre[1]! + at[k]![1]!;
    landmarks[v * 3 + 2] = landmarks[ring[0]! * 3 + 2]!;
  });
};

export const paintFace = (
  options: PaintedFace,
): { readonly image: PixelImage; readonly frame: FaceFrame } => {
  const size = options.size ?? 800;
  const frame = canonicalFrame(size);
  const linear = new Float32Array(size * size * 3).fill(0.25);
  const ring = (list: readonly number[]): Float32Array =>
    Float32Array.from(
      list.flatMap((v) => [
        frame.faces[0]!.landmarks[v * 3]! * size,
        frame.faces[0]!.landmarks[v * 3 + 1]! * size,
      ]),
    );
  const paint = (list: readonly number[], rgb: readonly number[], surface: number): void =>
    fillRings([ring(list)], { width: size, height: size }, (x, y) => {
      for (let k = 0; k < 3; k++) linear[(y * size + x) * 3 + k] = Math.max(0.003, rgb[k]!) + surface;
    });
  paint(FACE_OVAL, labToLinear(options.skin), 0.02);
  const [l, a, b] = options.skin;
  paint(LIP_RINGS.outer, labToLinear(options.lips ?? [l * 0.82, a + 9, b * 0.75]), 0.02);
  const white = options.sclera ?? 0.45;
  for (const side of SIDES) {
    paint(EYE_RINGS[side], [white, white * 0.98, white * 0.95], 0);
    paint(IRISES[side].edge, [0.03, 0.025, 0.02], 0);
  }
  return { image: expose(linear, size, options), frame };
};

const expose = (linear: Float32Array, size: number, options: PaintedFace): PixelImage => {
  const random = randomFrom(7);
  const light = options.light ?? [1, 1, 1];
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let i = 0; i < size * size; i++) {
    const side = 1 + (options.sideLight ?? 0) * ((2 * (i % size)) / size - 1);
    for (let k = 0; k < 3; k++) {
      const code = linearToSrgb8(linear[i * 3 + k]! * (options.exposure ?? 1) * light[k]! * side);
      data[i * 4 + k] = code + (options.noise ?? 2) * normalFrom(random);
    }
    if (options.grey) data[i * 4] = data[i * 4 + 2] = data[i * 4 + 1]!;
  }
  return { width: size, height: size, data };
};
