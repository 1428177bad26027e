import type { LinearRgb } from '@carmine/color';
import type { LightName } from '../params.ts';
import type { HeadLight, KeyLight } from './light.ts';

/** SH radiance of a sky that goes from `below` to `above` with an extra glow towards (x, z): cheap, smooth studios. */
export const ambientOf = (
  level: number,
  up: number,
  front: number,
  right = 0,
  tint: LinearRgb = [1, 1, 1],
): LinearRgb[] => {
  const rows = [level / 0.282095, up / 0.488603, front / 0.488603, right / 0.488603, 0, 0, 0, 0, 0];
  return rows.map((v): LinearRgb => [v * tint[0], v * tint[1], v * tint[2]]);
};

const WHITE: LinearRgb = [1, 1, 1];
const key = (
  direction: KeyLight['direction'],
  intensity: number,
  size = 0.7,
  color: LinearRgb = WHITE,
): KeyLight => ({ direction, color, intensity, size });

/** Planckian-like tints, Rec. 709, about 2900 K and 8500 K seen by a camera set to daylight, luminance kept. */
const WARM: LinearRgb = [1.36, 0.94, 0.52];
const COOL: LinearRgb = [0.86, 1.0, 1.4];

/** Ready-made lights. `studio`, the default, is a large soft box above the camera with a bright room around. */
export const LIGHTS: Readonly<Record<LightName, HeadLight>> = {
  studio: {
    ambient: ambientOf(0.42, 0.08, 0.12),
    key: key([-0.52, 0.42, 0.9], 0.8),
    rim: key([0.9, 0.35, -0.55], 0.6),
    illuminant: WHITE,
  },
  daylight: {
    ambient: ambientOf(0.5, 0.16, 0.05, -0.2, [0.96, 1, 1.06]),
    key: key([-0.85, 0.3, 0.6], 0.6, 1),
    rim: null,
    illuminant: WHITE,
  },
  side: {
    ambient: ambientOf(0.22, 0.04, 0.05),
    key: key([0.95, 0.25, 0.3], 1, 0.45),
    rim: null,
    illuminant: WHITE,
  },
  warm: {
    ambient: ambientOf(0.42, 0.2, 0.05),
    key: key([0.2, 0.9, 0.65], 0.6, 0.6),
    rim: null,
    illuminant: WARM,
  },
  cool: { ambient: ambientOf(0.5, 0.1, 0.12), key: key([-0.4, 0.5, 0.8], 0.55), rim: null, illuminant: COOL },
  dim: {
    ambient: ambientOf(0.11, 0.03, 0.03, 0, [1.08, 1, 0.86]),
    key: key([0.5, 0.55, 0.65], 0.14, 0.6),
    rim: null,
    illuminant: WHITE,
  },
  backlight: {
    ambient: ambientOf(0.32, 0.06, -0.16),
    key: key([0.2, 0.5, 0.6], 0.1, 1),
    rim: key([-0.7, 0.4, -0.65], 1.4),
    illuminant: WHITE,
  },
  flat: { ambient: ambientOf(1, 0, 0), key: key([0, 0, 1], 0), rim: null, illuminant: WHITE },
};
