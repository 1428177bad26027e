import type { LinearRgb } from '@carmine/color';
import { createTexture, type Texture } from './atlas.ts';
import { gauss, noise3, smoothstep } from './noise.ts';

/** Half width of the eye texture in iris radii. */
export const EYE_SPAN = 3.2;

/** Near-flat sclera, .50-.72 reflectance (skin.md 3.2). */
const SCLERA: LinearRgb = [0.6, 0.565, 0.54];

/** Iris, pupil and sclera around the optical axis. */
export const paintEye = (iris: LinearRgb, size = 256): Texture => {
  const texture = createTexture(size, size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const [dx, dy] = [((x + 0.5) / size - 0.5) * 2 * EYE_SPAN, ((y + 0.5) / size - 0.5) * 2 * EYE_SPAN];
      const r = Math.hypot(dx, dy);
      const a = Math.atan2(dy, dx);
      const [ca, sa] = [Math.cos(a), Math.sin(a)];
      const fibre = noise3(ca * 9, sa * 9, r * 1.2, 61) * 0.5 + noise3(ca * 22, sa * 22, r * 2, 62) * 0.3;
      const ring = 1 + 0.55 * gauss(r - 0.52, 0.16) + 0.4 * fibre;
      const limbus = 1 - 0.72 * smoothstep(0.74, 0.99, r);
      const isIris = 1 - smoothstep(0.95, 1.06, r);
      const isPupil = 1 - smoothstep(0.34, 0.4, r);
      const vessel = smoothstep(1.5, 3, Math.abs(dx)) * (0.1 + 0.05 * noise3(dx * 2, dy * 9, 0, 63));
      for (let c = 0; c < 3; c++) {
        const white = SCLERA[c]! * (1 - vessel * [0.15, 1, 1][c]!) * (1 - 0.12 * smoothstep(1.5, 1, r));
        const colour = Math.max(0.004, iris[c]! * ring * limbus) * (1 - isPupil) + 0.004 * isPupil;
        texture.data[(y * size + x) * 4 + c] = white + (colour - white) * isIris;
      }
      texture.data[(y * size + x) * 4 + 3] = 1;
    }
  return texture;
};
