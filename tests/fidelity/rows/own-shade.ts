import { type LinearRgb, linearToHex, luminance } from '@carmine/color';
import { rigidFit, type TrackedFace } from '@carmine/face';
import { FaceGeometry } from '../../../packages/makeup/src/geometry/face-geometry.ts';
import { lightScale } from '../../../packages/makeup/src/model/light.ts';
import { gather, measure } from '../../../packages/makeup/src/reference/stats.ts';
import type { Rendered } from './context.ts';

/**
 * A foundation of the person's own colour, so that nobody is shown in a wrong shade: the albedo the renderer reads, without what the skin mirrors
 * (a cheek's pixels are paler than the skin by their sheen) and with the whole face's light.
 */
export const ownShade = ({ source, answer }: Pick<Rendered, 'source' | 'answer'>): string => {
  const { landmarks, light } = answer.faces[0]!;
  const { width, height } = source;
  const points = landmarks.flat();
  const { rotation } = rigidFit(points, width, height);
  // Column-major 4 x 4, and only its axes are asked for.
  const pose = new Float32Array(16);
  for (let k = 0; k < 9; k++) pose[Math.floor(k / 3) + 4 * (k % 3)] = rotation[k]!;
  const geometry = new FaceGeometry();
  // The geometry asks a face for no more than this.
  const face = { landmarks: Float32Array.from(points), pose } as Partial<TrackedFace> as TrackedFace;
  if (!geometry.update(face, width, height))
    throw new Error('no shade can be told: the face cannot be placed');
  const scale = lightScale(undefined, light);
  const image = { width, height, data: new Uint8ClampedArray(source.data) };
  const { skinColor, skinAnchor } = measure(gather({ image, scale }, geometry), geometry, scale);
  const level = skinAnchor / luminance(...skinColor);
  return linearToHex(skinColor.map((v) => Math.min(0.95, v * level)) as unknown as LinearRgb);
};
