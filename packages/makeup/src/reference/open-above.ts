import { VISIBILITY_SIZE } from '@carmine/face';

/** The middle of the oval's upper edge, from the picture's left to its right. */
const CROWN = [103, 67, 109, 10, 338, 297, 332];
/** Texels below that edge where the map knows the face. */
const INSET = 2;

/**
 * Above the oval a visibility map knows nothing of the face: what it is made of ends there, and of a high forehead it says that it is covered. There the map says what it says at
 * the edge; hair and hats are told by their colour. The map is upright. `toMap`: texel of a picture point; `px`: landmarks in the picture. Changes `data`.
 */
export const openAbove = (data: Uint8Array, toMap: readonly number[], px: ArrayLike<number>): void => {
  const [a, b, c, d, e, f] = toMap as [number, number, number, number, number, number];
  const texel = (v: number) => {
    const [x, y] = [px[v * 2]!, px[v * 2 + 1]!];
    return [a * x + b * y + c, d * x + e * y + f] as const;
  };
  for (let k = 1; k < CROWN.length; k++) {
    const [x0, y0] = texel(CROWN[k - 1]!);
    const [x1, y1] = texel(CROWN[k]!);
    const to = Math.min(VISIBILITY_SIZE - 0.5, x1);
    for (let i = Math.max(0, Math.ceil(x0 - 0.5)); i + 0.5 <= to; i++)
      openColumn(data, i, Math.ceil(y0 + ((y1 - y0) * (i + 0.5 - x0)) / (x1 - x0)) + INSET);
  }
};

/** Above texel `edge` of column `i` as much is seen as there. */
const openColumn = (data: Uint8Array, i: number, edge: number): void => {
  if (!(edge > 0 && edge < VISIBILITY_SIZE)) return;
  const seen = data[edge * VISIBILITY_SIZE + i]!;
  for (let j = 0; j < edge; j++) {
    const at = j * VISIBILITY_SIZE + i;
    data[at] = Math.max(data[at]!, seen);
  }
};
