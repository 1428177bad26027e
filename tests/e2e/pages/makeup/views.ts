import type { Backend, Look } from '@carmine/makeup';
import { cropOf, drawn, headScene, mostDifferent, sharedRenderer } from './scenes.ts';

/** Left and right of the border of a split picture: largest code difference to the bare and to the whole made-up picture. */
export const splitOf = async (
  backend: Backend,
  look: Look,
  at: number,
): Promise<{ bare: number; worn: number; border: number }[]> => {
  const scene = headScene(4);
  const { width, height } = scene.image;
  const r = await sharedRenderer(backend);
  await r.setLook(look);
  const whole = await drawn(r, scene);
  const border = Math.round(at * width);
  const sides = ['left', 'right'] as const;
  const results = [];
  for (const bare of sides) {
    const split = await drawn(r, scene, { split: { at, bare } });
    const left = cropOf(split, 0, 0, border, height);
    const right = cropOf(split, border, 0, width - border, height);
    const [bareSide, wornSide] = bare === 'left' ? [left, right] : [right, left];
    const from = bare === 'left' ? 0 : border;
    const to = bare === 'left' ? border : 0;
    results.push({
      bare: mostDifferent(bareSide, cropOf(scene.image, from, 0, bareSide.width, height)),
      worn: mostDifferent(wornSide, cropOf(whole, to, 0, wornSide.width, height)),
      border,
    });
  }
  return results;
};

/** Each picture of a grid of looks against the same look drawn alone: largest code differences, and the grid's size in pictures. */
export const looksOf = async (
  backend: Backend,
  looks: readonly Look[],
): Promise<{ columns: number; rows: number; different: number[] }> => {
  const scene = headScene(6);
  const { width, height } = scene.image;
  const r = await sharedRenderer(backend);
  await r.setLooks(looks);
  const grid = await drawn(r, scene);
  const columns = grid.width / width;
  const different: number[] = [];
  for (const [i, look] of looks.entries()) {
    await r.setLook(look);
    const alone = await drawn(r, scene);
    const at = cropOf(grid, (i % columns) * width, Math.floor(i / columns) * height, width, height);
    different.push(mostDifferent(alone, at));
  }
  return { columns, rows: grid.height / height, different };
};
