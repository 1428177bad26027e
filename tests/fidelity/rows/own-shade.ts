import type { Rendered } from './context.ts';

/** A foundation of the person's own colour: the cheeks as photographed, so that nobody is shown in a wrong shade. */
export const ownShade = ({ source, answer }: Rendered): string => {
  const { landmarks } = answer.faces[0]!;
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
  const middle = values.map((list) => list.sort((a, b) => a - b)[list.length >> 1]!);
  return `#${middle.map((v) => v.toString(16).padStart(2, '0')).join('')}`;
};
