import type { Side } from '@carmine/face';
import { MATERIAL } from './materials.ts';
import { type Part, polarGrid } from './part.ts';

const gauss = (x: number, s: number): number => Math.exp(-(x * x) / (s * s));

/** Relief of the auricle (cm above its plate): helix rim, antihelix, concha, tragus. r 0..1, a = 0 backwards, up = pi/2. */
const relief = (r: number, a: number): number => {
  const lobe = Math.max(0, -Math.sin(a)) ** 3;
  const front = Math.max(0, -Math.cos(a));
  const helix = 0.42 * gauss(r - 0.9, 0.11) * (1 - lobe * 0.75) * (1 - 0.5 * front);
  const anti = 0.28 * gauss(r - 0.58, 0.12) * Math.max(0, Math.cos(a - 0.2));
  const concha = -0.55 * gauss(r - 0.12, 0.32);
  const tragus = 0.35 * gauss(r - 0.55, 0.16) * front ** 6;
  return helix + anti + concha + tragus + lobe * 0.25 * gauss(r - 0.7, 0.3);
};

/** A simple ear: 6.2 cm tall, tilted back, standing off the skull. uv.x = how far towards the rim, uv.y unused. */
export const buildEar = (side: Side): Part => {
  const sign = side === 'left' ? 1 : -1;
  const tilt = 0.2;
  const flare = 0.5;
  return polarGrid(14, 40, MATERIAL.ear, (r, angle) => {
    const a = side === 'left' ? angle : Math.PI - angle;
    const [c, s] = [Math.cos(a), Math.sin(a)];
    const narrow = 1 - 0.4 * Math.max(0, -s) ** 1.5;
    const back = c * r * 1.75 * narrow;
    const up = s * r * 3.1;
    const h = relief(r, a) - 0.5 * Math.max(0, (r - 0.86) / 0.14) ** 2;
    const z = -4.0 - back * Math.cos(flare) - up * tilt + h * Math.sin(flare) * 0.4;
    const x = 7.8 + (back + 1.0) * Math.sin(flare) * 0.5 + h * Math.cos(flare);
    return { p: [sign * x, 1.35 + up + back * tilt, z], uv: [r, 0] };
  });
};
