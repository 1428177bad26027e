import { CANONICAL_POSITIONS, EYE_RINGS, type Side } from '@carmine/face';
import { MATERIAL } from './materials.ts';
import { type Part, polarGrid } from './part.ts';

/** Eyeball radius, cm (adult mean 1.2) and the iris radius on it (11.7 mm across). */
export const EYE_RADIUS = 1.22;
export const IRIS_RADIUS = 0.585;
/** How far the cornea stands proud of the globe, cm. */
const CORNEA = 0.07;

type V3 = readonly [number, number, number];

const centreOf = (side: Side): V3 => {
  const ring = EYE_RINGS[side];
  const mean = (c: number): number =>
    ring.reduce((sum, v) => sum + CANONICAL_POSITIONS[v * 3 + c]!, 0) / ring.length;
  return [mean(0), mean(1) + 0.03, 3.84 - EYE_RADIUS];
};

/** Rotation centres of the eyeballs, canonical space, cm. */
export const EYE_CENTRE: Readonly<Record<Side, V3>> = { right: centreOf('right'), left: centreOf('left') };

/** Front of the globe as a height field around its axis: a sphere with a cornea, joined to a flat skirt that reaches
 *  behind the lids' corners. uv = offset from the optical axis in iris radii. */
export const buildEye = (side: Side): Part => {
  const [cx, cy, cz] = EYE_CENTRE[side];
  const corners = [EYE_RINGS[side][0]!, EYE_RINGS[side][8]!].map((v) => v * 3);
  const [x0, z0] = [CANONICAL_POSITIONS[corners[0]!]!, CANONICAL_POSITIONS[corners[0]! + 2]!];
  const [x1, z1] = [CANONICAL_POSITIONS[corners[1]!]!, CANONICAL_POSITIONS[corners[1]! + 2]!];
  const skirt = (x: number): number => z0 + ((z1 - z0) * (x - x0)) / (x1 - x0) - 0.14;
  const height = (dx: number, dy: number): number => {
    const r2 = dx * dx + dy * dy;
    const sphere = cz + Math.sqrt(Math.max(0, EYE_RADIUS ** 2 - r2));
    const k = 0.25;
    const flat =
      skirt(cx + dx) - 0.5 * Math.max(0, Math.abs(dy) - 0.3) ** 2 - 1.5 * Math.max(0, Math.abs(dx) - 1.22);
    const h = Math.max(0, k - Math.abs(sphere - flat)) / k;
    return Math.max(sphere, flat) + (h * h * k) / 4 + CORNEA * Math.exp(-((r2 / 0.3) ** 2));
  };
  return polarGrid(22, 40, MATERIAL.eye, (r, a) => {
    const [dx, dy] = [Math.cos(a) * r * 1.42, Math.sin(a) * r * 0.95];
    return { p: [cx + dx, cy + dy, height(dx, dy)], uv: [dx / IRIS_RADIUS, dy / IRIS_RADIUS] };
  });
};
