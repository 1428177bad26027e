import type { SkinTexture } from '../params.ts';
import { faceChart } from './chart.ts';
import { gauss, hash3, noise3, random, smoothstep } from './noise.ts';
import type { V3 } from './polyline.ts';

/** One labelled mark on the skin. */
export interface SkinMark {
  readonly kind: 'freckle' | 'spot';
  /** Canonical UV, 0..1. */
  readonly u: number;
  readonly v: number;
  /** Centre on the canonical face, cm. */
  readonly position: V3;
  /** Radius, mm. */
  readonly radius: number;
  /** Optical density of melanin at the centre. */
  readonly density: number;
}

/** True where marks may lie: cheeks, nose, forehead, chin; away from eyes, brows, lips and the outline. */
const markable = (p: V3, kind: SkinMark['kind']): boolean => {
  const eye = Math.hypot((Math.abs(p[0]) - 3.2) / 2.2, (p[1] - 3.1) / 1.9);
  const mouth = Math.hypot(p[0] / 3.1, (p[1] + 4.3) / 1.7);
  const brow = p[1] > 3.4 && p[1] < 5.8;
  const nostril = Math.hypot(Math.abs(p[0]) - 0.9, p[1] + 1.5) < 0.9;
  const inside = p[2] > 1.2 && p[1] > -7.8 && p[1] < 7.6;
  const freckle = kind === 'spot' || (p[1] > -2.6 && p[1] < 2.4);
  return inside && freckle && eye > 1 && mouth > 1 && !brow && !nostril;
};

/** Places freckles and spots, the same for the same seed; spots keep 8 mm from each other. */
export const placeMarks = (texture: SkinTexture, seed: number): readonly SkinMark[] => {
  const chart = faceChart(256);
  const next = random(seed * 7919 + 17);
  const marks: SkinMark[] = [];
  const place = (kind: SkinMark['kind'], count: number): void => {
    let found = 0;
    for (let tries = 0; found < count && tries < count * 60 + 600; tries++) {
      const [u, v] = [next(), next()];
      const at = Math.floor(v * 256) * 256 + Math.floor(u * 256);
      const size = next();
      if (chart.covered[at] !== 1) continue;
      const position = [0, 1, 2].map((c) => chart.position[at * 3 + c]!) as unknown as V3;
      if (!markable(position, kind)) continue;
      const apart = (m: SkinMark): boolean => Math.hypot(...m.position.map((q, c) => q - position[c]!)) > 0.8;
      if (kind === 'spot' && !marks.every((m) => m.kind !== 'spot' || apart(m))) continue;
      const radius = kind === 'spot' ? 1 + size * 1.5 : 0.3 + size * 0.5;
      marks.push({
        kind,
        u,
        v,
        position,
        radius,
        density: (kind === 'spot' ? 0.55 : 0.3) * texture.spotContrast,
      });
      found++;
    }
  };
  place('spot', texture.spots);
  place('freckle', texture.freckles);
  return marks;
};

/** Melanin density that the marks add, splatted into a size x size map. */
export const markDensity = (marks: readonly SkinMark[], size: number): Float32Array => {
  const out = new Float32Array(size * size);
  const { position, covered } = faceChart(size);
  marks.forEach((m, n) => {
    const reach = Math.ceil((m.radius * 1.8 * size) / 150);
    const [cx, cy] = [Math.floor(m.u * size), Math.floor(m.v * size)];
    for (let y = Math.max(0, cy - reach); y <= Math.min(size - 1, cy + reach); y++)
      for (let x = Math.max(0, cx - reach); x <= Math.min(size - 1, cx + reach); x++) {
        const at = y * size + x;
        if (covered[at] !== 1) continue;
        const d = [0, 1, 2].map((c) => (position[at * 3 + c]! - m.position[c]!) * 10) as [
          number,
          number,
          number,
        ];
        const wobble = 1 + 0.18 * noise3(d[0] * 0.9 + n * 7, d[1] * 0.9, d[2] * 0.9, 5);
        const edge = 1 - smoothstep(0.72, 1.12, Math.hypot(...d) / (m.radius * wobble));
        out[at] = Math.max(out[at]!, m.density * edge);
      }
  });
  return out;
};

/** Blood density of the `redness` layer at a point of the face: cheeks, nose, a little chin. */
export const rednessAt = (p: V3, amount: number): number =>
  amount *
  Math.min(
    1,
    gauss(Math.hypot(Math.abs(p[0]) - 4.1, p[1] + 0.9), 2.1) +
      0.8 * gauss(Math.hypot(p[0], (p[1] + 0.6) * 0.7), 1.4) +
      0.35 * gauss(Math.hypot(p[0], p[1] + 7), 1.4),
  );

/** Density of the under-eye layer (melanin and blood alike): a crescent 5-14 mm below the lid. */
export const darkCircleAt = (p: V3, amount: number): number => {
  const x = Math.abs(p[0]) - 2.9;
  const y = p[1] - 1.45 - 0.08 * x * x;
  return amount * gauss(x, 1.5) * gauss(y, 0.52);
};

/** Pores as dark pits on a jittered 1.1 mm grid over nose and inner cheeks; 0..1. */
export const poreAt = (p: V3, seed: number): number => {
  const where = gauss(Math.hypot((Math.abs(p[0]) - 2.4) * 0.6, p[1] + 0.6), 2);
  if (where < 0.05) return 0;
  const s = 9;
  const [x, y, z] = [p[0] * s, p[1] * s, p[2] * s];
  let dark = 0;
  for (let k = 0; k < 8; k++) {
    const [ix, iy, iz] = [Math.floor(x) + (k & 1), Math.floor(y) + ((k >> 1) & 1), Math.floor(z) + (k >> 2)];
    const j = (o: number): number => (hash3(ix, iy, iz, seed + o) - 0.5) * 0.7;
    const d = Math.hypot(x - ix - j(1), y - iy - j(2), z - iz - j(3));
    dark = Math.max(dark, 1 - smoothstep(0.1, 0.32, d));
  }
  return dark * where;
};
