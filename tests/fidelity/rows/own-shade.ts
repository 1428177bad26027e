import { type LinearRgb, linearToHex, luminance, SRGB8_TO_LINEAR } from '@carmine/color';
import { lightScale } from '../../../packages/makeup/src/model/light.ts';
import type { Rgba } from '../measure/color.ts';
import type { Rendered } from './context.ts';

/** Median of a patch round a point, px, linear sRGB. */
const cheekColour = (source: Rgba, x: number, y: number): LinearRgb => {
  const values: [number[], number[], number[]] = [[], [], []];
  for (let dy = -12; dy <= 12; dy += 3)
    for (let dx = -12; dx <= 12; dx += 3)
      values.forEach((list, k) => {
        list.push(source.data[((y + dy) * source.width + x + dx) * 4 + k] ?? 0);
      });
  return values.map(
    (list) => SRGB8_TO_LINEAR[list.sort((a, b) => a - b)[list.length >> 1]!]!,
  ) as unknown as LinearRgb;
};

/** A foundation of the person's own colour: the lit cheek, freed of the light as the renderer takes it, so that nobody is shown in a wrong shade. */
export const ownShade = ({ source, answer }: Rendered): string => {
  const { landmarks, light } = answer.faces[0]!;
  const cheeks = [50, 280].map((cheek) => {
    const [x, y] = landmarks[cheek]!;
    return cheekColour(source, Math.round(x * source.width), Math.round(y * source.height));
  });
  // Half a face may lie in shade: the lit cheek says what the skin is like.
  const lit = [...cheeks].sort((a, b) => luminance(...b) - luminance(...a))[0]!;
  const scale = lightScale(undefined, light);
  const skin = lit.map((v, k) => Math.min(0.95, v * scale[k as 0 | 1 | 2]));
  return linearToHex(skin as unknown as LinearRgb);
};
