import type { FaceMap } from './unwrap.ts';
import { TEXEL_OK } from './unwrap.ts';

/** Low-order shading of a face: how much darker one side of it is. */
export interface MeshShade {
  /** Length of the linear part over the constant part of the luminance as a function of the normal (band 1 / band 0). */
  readonly directness: number;
}

/** Half width of the seen face in map coordinates -1..1: the slope is told from cheek to cheek. */
const FACE_HALF = 0.55;

/** What of a texel tells the light on it. */
type Tell = (rgb: Float32Array, i: number) => number;
const green: Tell = (rgb, i) => rgb[i * 3 + 1]!;
const colour: Tell = (rgb, i) => rgb[i * 3]! - rgb[i * 3 + 2]!;
/** Skin whose red is less than this share of its green over its blue tells nothing by it: a grey picture, a strange light. */
const COLOURLESS = 0.1;

/** Fits light = c0 + cx * x + cy * y over the map's texels, x and y the place on the face (-1..1), which stands for the normal on a head; robust
 *  to features through a coarse grid of medians. Light is told by the green and by the red over the blue, in which white gloss is not: the
 *  lower counts. One lamp gives .73 to 1.09 from very light to dark skin by the green alone, since the same gloss is more on skin that returns
 *  less, and .60 to .78 so (docs/decisions/0376). `labels`: 0 where no region of skin is. */
export const meshShade = (map: FaceMap, labels: Uint8Array): MeshShade => {
  const all = planeOf(map, green);
  const matte = planeOf(map, colour, labels);
  if (!all) return { directness: Number.NaN };
  const told = matte && matte.level > COLOURLESS * all.level ? matte.slope : Number.POSITIVE_INFINITY;
  return { directness: Math.min(all.slope, told) };
};

/** Level of the light, and its slope across half of the face over the level; null where too little was seen. */
const planeOf = (
  map: FaceMap,
  tell: Tell,
  labels?: Uint8Array,
): { readonly level: number; readonly slope: number } | null => {
  const cells = cellMedians(map, { across: 12, tell, labels });
  if (cells.length < 12) return null;
  const [c0, cx, cy] = fitPlane(cells);
  return c0 > 1e-6 ? { level: c0, slope: (FACE_HALF * Math.hypot(cx, cy)) / c0 } : null;
};

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly g: number;
}

const cellMedians = (
  map: FaceMap,
  {
    across,
    tell,
    labels,
  }: { readonly across: number; readonly tell: Tell; readonly labels: Uint8Array | undefined },
): Cell[] => {
  const step = Math.floor(map.size / across);
  const cells: Cell[] = [];
  for (let cy = 0; cy < across; cy++)
    for (let cx = 0; cx < across; cx++) {
      const values: number[] = [];
      for (let y = cy * step; y < (cy + 1) * step; y++)
        for (let x = cx * step; x < (cx + 1) * step; x++) {
          const i = y * map.size + x;
          if (map.state[i] === TEXEL_OK && (!labels || labels[i])) values.push(tell(map.rgb, i));
        }
      if (values.length < (step * step) / 3) continue;
      values.sort((a, b) => a - b);
      cells.push({
        x: (2 * (cx + 0.5)) / across - 1,
        y: (2 * (cy + 0.5)) / across - 1,
        g: values[values.length >> 1]!,
      });
    }
  return cells;
};

/** Least squares plane through the cells (normal equations, 3 x 3, Cramer). */
const fitPlane = (cells: readonly Cell[]): [number, number, number] => {
  let [sx, sy, sxx, syy, sxy, sg, sgx, sgy] = [0, 0, 0, 0, 0, 0, 0, 0];
  const n = cells.length;
  for (const { x, y, g } of cells) {
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
    sg += g;
    sgx += g * x;
    sgy += g * y;
  }
  const det3 = (m: number[]): number =>
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) -
    m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) +
    m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!);
  const det = det3([n, sx, sy, sx, sxx, sxy, sy, sxy, syy]);
  if (Math.abs(det) < 1e-9) return [sg / n, 0, 0];
  return [
    det3([sg, sx, sy, sgx, sxx, sxy, sgy, sxy, syy]) / det,
    det3([n, sg, sy, sx, sgx, sxy, sy, sgy, syy]) / det,
    det3([n, sx, sg, sx, sxx, sgx, sy, sxy, sgy]) / det,
  ];
};
