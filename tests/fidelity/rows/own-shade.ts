import { type LinearRgb, linearToHex, SRGB8_TO_LINEAR } from '@carmine/color';
import { lightScale } from '../../../packages/makeup/src/model/light.ts';
import type { Rendered } from './context.ts';

/** A foundation of the person's own colour: the cheeks' median, freed of the light as the renderer takes it, so that nobody is shown in a wrong shade. */
export const ownShade = ({ source, answer }: Rendered): string => {
  const { landmarks, light } = answer.faces[0]!;
  const values: [number[], number[], number[]] = [[], [], []];
  for (const cheek of [50, 280]) {
    const [x, y] = landmarks[cheek]!;
    const at = { x: Math.round(x * source.width), y: Math.round(y * source.height) };
    for (let dy = -12; dy <= 12; dy += 3)
      for (let dx = -12; dx <= 12; dx += 3) {
        const pixel = (at.y + dy) * source.width + at.x + dx;
        values.forEach((list, k) => {
          list.push(source.data[pixel * 4 + k] ?? 0);
        });
      }
  }
  const scale = lightScale(undefined, light);
  const skin = values.map((list, k) => {
    const middle = list.sort((a, b) => a - b)[list.length >> 1]!;
    return Math.min(0.95, SRGB8_TO_LINEAR[middle]! * scale[k as 0 | 1 | 2]);
  });
  return linearToHex(skin as unknown as LinearRgb);
};
