import type { LinearRgb } from '@carmine/color';
import { createTexture, type Texture } from './atlas.ts';
import { gauss, noise3, smoothstep } from './noise.ts';

type Table = readonly (readonly [q: number, value: number])[];

/** Where the hair starts and ends on a spoke; q = distance of the spoke from the middle of the forehead, 0..0.5. */
const FRONT: Table = [
  [0, 0.035],
  [0.05, 0.03],
  [0.1, 0.045],
  [0.135, 0.075],
  [0.17, 0.05],
  [0.2, 0.035],
  [0.225, 0.06],
  [0.25, 0.3],
  [0.275, 0.5],
  [0.29, 0.7],
];
const NAPE: Table = [
  [0, 0.87],
  [0.1, 0.83],
  [0.2, 0.72],
  [0.25, 0.62],
  [0.275, 0.5],
  [0.29, 0.4],
];

const look = (table: Table, q: number): number => {
  const i = table.findIndex(([x]) => x >= q);
  if (i < 0) return table.at(-1)![1];
  if (i === 0) return table[0]![1];
  const [x0, y0] = table[i - 1]!;
  const [x1, y1] = table[i]!;
  const t = (q - x0) / (x1 - x0);
  return y0 + (y1 - y0) * t * t * (3 - 2 * t);
};

/** Hair cover at (spoke a, ring t), `soft` = width of its edge in t. Negative outside, about 1 inside. */
export const hairCover = (a: number, t: number, soft: number): number => {
  const q = (1 - a) / 2;
  const front = smoothstep(-soft, soft, t - look(FRONT, q));
  const back = smoothstep(-soft * 2, soft * 2, look(NAPE, q) - t);
  return front * back;
};

/** Thickness of the hair above the scalp, cm. */
export const hairThickness = (a: number, t: number): number => {
  const crown = gauss(t - 0.3, 0.28) * gauss(1 - a, 0.6);
  const aboveEar = smoothstep(0.25, 0.15, (1 - a) / 2);
  return hairCover(a, Math.max(0, t - 0.03), 0.06) * (0.06 + 0.24 * aboveEar + 0.65 * crown);
};

/** What the scalp's paint depends on. */
export interface ScalpPaint {
  readonly skin: LinearRgb;
  readonly hair: LinearRgb;
  readonly hasHair: boolean;
}

const WIDTH = 1024;
const HEIGHT = 512;

let strands: Float32Array | undefined;

/** Hair cover, lightness of the lock and gloss gain of each texel: the same for every colour. */
const strandMap = (): Float32Array => {
  if (strands) return strands;
  strands = new Float32Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const [a, t] = [(x + 0.5) / WIDTH, (y + 0.5) / HEIGHT];
      const ragged = 0.007 * noise3(a * 230, t * 4, 2, 53) + 0.004 * noise3(a * 45, 0, 3, 54);
      const cover = hairCover(a, t + ragged, 0.021);
      if (cover === 0) continue;
      const strand = noise3(a * 190, t * 5, 0, 51) * 0.6 + noise3(a * 70, t * 3, 1, 52) * 0.4;
      const lock = 1 + 0.42 * strand + 0.18 * noise3(a * 20, t * 2, 4, 55);
      strands.set([cover, lock, 0.6 + 1.3 * Math.max(0, strand + 0.35)], (y * WIDTH + x) * 3);
    }
  return strands;
};

/** Paints skull and neck: u = spoke, v = ring 0..1 (beyond it skin). Hair is combed back along the spokes. */
export const paintScalp = (paint: ScalpPaint): Texture => {
  const texture = createTexture(WIDTH, HEIGHT);
  const out = texture.data;
  const map = strandMap();
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const cover = paint.hasHair ? map[i * 3]! : 0;
    const lock = map[i * 3 + 1]!;
    for (let c = 0; c < 3; c++)
      out[i * 4 + c] = paint.skin[c]! + (paint.hair[c]! * lock - paint.skin[c]!) * cover;
    out[i * 4 + 3] = 1 + (map[i * 3 + 2]! - 1) * cover;
  }
  return texture;
};
