import { EYE_ARCS, SIDES, type Side } from '@carmine/face';
import type { Camera } from './camera.ts';
import { poseMatrix, projectPoints } from './camera.ts';
import type { HeadParams } from './params.ts';
import type { VisibilityBuffer } from './raster/visibility.ts';
import { hash3 } from './texture/noise.ts';

const UPPER = 58;
const LOWER = 30;
const SEGMENTS = 5;
/** Half thickness at the root, cm. */
const THICK = 0.016;

/** Draws the lashes as tapering curves into `ink` (cover 0..255 a sample), hidden where the head is nearer. */
export const drawLashes = (
  coarse: Float32Array,
  params: HeadParams,
  camera: Camera,
  visibility: VisibilityBuffer,
  ink: Uint8Array,
): void => {
  ink.fill(0);
  const pose = poseMatrix(params.pose);
  for (const side of SIDES)
    for (const row of ['upper', 'lower'] as const) {
      const count = row === 'upper' ? UPPER : LOWER;
      for (let i = 0; i < count; i++) {
        const points = lash(coarse, side, row, (i + 0.5) / count, i, params.expression.blink);
        stroke(
          projectPoints(points, pose, camera, new Float32Array(points.length)),
          visibility,
          ink,
          camera.focal,
        );
      }
    }
};

/** One lash as SEGMENTS + 1 points in head space; run 0 outer .. 1 inner corner. */
const lash = (
  p: Float32Array,
  side: Side,
  row: 'upper' | 'lower',
  run: number,
  index: number,
  blink: number,
): Float32Array => {
  const arc = EYE_ARCS[side][row];
  const at = 0.25 + run * 7.2;
  const i = Math.min(7, Math.floor(at));
  const f = at - i;
  const root = [0, 1, 2].map((k) => p[arc[i]! * 3 + k]! * (1 - f) + p[arc[i + 1]! * 3 + k]! * f);
  const out = side === 'left' ? 1 : -1;
  const upper = row === 'upper';
  const jitter = hash3(index, upper ? 1 : 2, 0, 9) - 0.5;
  const length = (upper ? 0.66 - 0.34 * run : 0.2 - 0.07 * run) * (1 + 0.5 * jitter);
  const fan = out * (0.75 - 1.35 * run) * 0.62 + jitter * 0.3;
  const curl = upper ? 0.62 - 0.95 * blink : -0.6;
  const dip = upper ? -0.3 : -0.1;
  const points = new Float32Array((SEGMENTS + 1) * 3);
  for (let s = 0; s <= SEGMENTS; s++) {
    const t = s / SEGMENTS;
    points[s * 3] = root[0]! + length * fan * t;
    points[s * 3 + 1] = root[1]! + length * (dip * t + curl * t * t);
    points[s * 3 + 2] = root[2]! + 0.03 + length * (0.85 * t - 0.25 * t * t);
  }
  return points;
};

const stroke = (screen: Float32Array, v: VisibilityBuffer, ink: Uint8Array, focal: number): void => {
  for (let s = 0; s < SEGMENTS; s++) {
    const a = s * 3;
    const thick = THICK * (1 - (s + 0.5) / (SEGMENTS + 0.8)) * focal * 2;
    segment(screen, a, thick * screen[a + 2]!, v, ink);
  }
};

/** Cover of one straight piece, `half` thick in samples; thinner than a sample it fades instead. */
const segment = (s: Float32Array, a: number, half: number, v: VisibilityBuffer, ink: Uint8Array): void => {
  const [ax, ay, bx, by] = [s[a]! * 2, s[a + 1]! * 2, s[a + 3]! * 2, s[a + 4]! * 2];
  const z = Math.max(s[a + 2]!, s[a + 5]!) * 1.004;
  const l2 = (bx - ax) ** 2 + (by - ay) ** 2 || 1e-9;
  const pad = half + 0.8;
  for (
    let y = Math.max(0, Math.floor(Math.min(ay, by) - pad));
    y <= Math.min(v.height - 1, Math.max(ay, by) + pad);
    y++
  )
    for (
      let x = Math.max(0, Math.floor(Math.min(ax, bx) - pad));
      x <= Math.min(v.width - 1, Math.max(ax, bx) + pad);
      x++
    ) {
      const [px, py] = [x + 0.5 - ax, y + 0.5 - ay];
      const t = Math.min(1, Math.max(0, (px * (bx - ax) + py * (by - ay)) / l2));
      const d = Math.hypot(px - (bx - ax) * t, py - (by - ay) * t);
      const cover = Math.min(1, Math.max(0, half - d + 0.5)) * Math.min(1, half * 2);
      const at = y * v.width + x;
      if (cover <= 0 || v.inverseDepth[at]! > z || v.triangle[at] === 0) continue;
      ink[at] = Math.max(ink[at]!, Math.min(235, cover * 255));
    }
};
