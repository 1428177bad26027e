import {
  GLINT_CELL_MM,
  GLINT_CELL_PX,
  GLINT_GAIN,
  GLINT_MIRROR,
  GLINT_RADIUS,
  GLINT_SPREAD,
} from '../model/constants.ts';

/** PCG hash of 32 bits (Jarzynski & Olano 2020), as three's `hash` node has it. */
export const pcg = (seed: number): number => {
  const state = (Math.imul(seed, 747796405) + 2891336453) >>> 0;
  const word = Math.imul(((state >>> ((state >>> 28) + 4)) ^ state) >>> 0, 277803737) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
};

const unitOf = (hash: number): number => hash / 4294967296;

/** How far flakes have merged at this scale, in doublings of the smallest cell: a cell never takes less than GLINT_CELL_PX. */
export const glintLevel = (pixelsPerMm: number): number =>
  Math.max(0, Math.log2(GLINT_CELL_PX / (pixelsPerMm * GLINT_CELL_MM)));

/**
 * Light of single flakes over that of the pearl they are of, at a place on the face (mm in its chart). Each cell of a grid holds a flake of its own
 * slope that flashes when the half vector's slope on the surface (`slopeX`, `slopeY`) passes it: flakes stay with the skin and twinkle with the
 * pose, not with time (rendering.md 1.6). `alpha`: roughness of the film.
 */
export const glints = (
  x: number,
  y: number,
  level: number,
  slope: readonly [number, number],
  alpha: number,
): number => {
  const low = Math.floor(level);
  const t = level - low;
  const fine = flake(x, y, low, slope, alpha);
  return t > 0 ? fine * (1 - t) + flake(x, y, low + 1, slope, alpha) * t : fine;
};

const flake = (
  x: number,
  y: number,
  level: number,
  slope: readonly [number, number],
  alpha: number,
): number => {
  const cell = GLINT_CELL_MM * 2 ** level;
  const [cx, cy] = [x / cell, y / cell];
  const [i, j] = [Math.floor(cx), Math.floor(cy)];
  const a = pcg((((i & 0xffff) << 16) ^ (j & 0xffff) ^ Math.imul(level, 0x9e3779b1)) >>> 0);
  const b = pcg(a);
  const c = pcg(b);
  const spread = GLINT_SPREAD * alpha;
  const dx = (unitOf(a) - 0.5) * 2 * spread - slope[0];
  const dy = (unitOf(b) - 0.5) * 2 * spread - slope[1];
  const mirror = Math.exp(-(dx * dx + dy * dy) / (2 * GLINT_MIRROR * GLINT_MIRROR));
  // Within its cell, so that no neighbour need be asked.
  const room = 1 - 2 * GLINT_RADIUS;
  const px = GLINT_RADIUS + room * unitOf(c);
  const py = GLINT_RADIUS + room * unitOf(pcg(c));
  const r2 = ((cx - i - px) ** 2 + (cy - j - py) ** 2) / (GLINT_RADIUS * GLINT_RADIUS);
  return GLINT_GAIN * mirror * Math.max(0, 1 - r2) ** 2;
};
