import { describe, expect, it } from 'vitest';
import { CANONICAL_UV } from './mesh.ts';
import { REGION_IDS, REGIONS, type RegionId, regionRings } from './regions.ts';
import { BROWS, EYE_RINGS, LIP_RINGS } from './topology.ts';

const uv = { points: CANONICAL_UV, stride: 2 };
const inside = (ring: Float32Array, x: number, y: number): boolean => {
  let odd = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
};
const has = (id: RegionId, x: number, y: number) =>
  regionRings(id, uv).reduce((odd, ring) => odd !== inside(ring, x, y), false);
const grid = Array.from(
  { length: 120 * 120 },
  (_, i) => [((i % 120) + 0.5) / 120, (Math.floor(i / 120) + 0.5) / 120] as const,
);
const skin = REGION_IDS.filter((id) => !/lips|sclera/.test(id));

describe('regions in canonical UV', () => {
  it.each(REGION_IDS)('%s covers some of the face', (id) => {
    expect(grid.filter(([x, y]) => has(id, x, y)).length).toBeGreaterThan(id.startsWith('sclera') ? 5 : 40);
  });

  it('never overlap', () => {
    for (const [x, y] of grid) expect(REGION_IDS.filter((id) => has(id, x, y)).length).toBeLessThan(2);
  });

  it('keep skin regions off brows, eyes and lips', () => {
    const marks = [
      ...BROWS.left.lower,
      ...BROWS.right.lower,
      ...EYE_RINGS.left,
      ...EYE_RINGS.right,
      ...LIP_RINGS.outer,
    ];
    for (const v of marks)
      for (const id of skin)
        expect([v, id, has(id, CANONICAL_UV[v * 2]!, CANONICAL_UV[v * 2 + 1]!)]).toEqual([v, id, false]);
  });

  it('put left regions at larger u, as mirror images of the right ones', () => {
    for (const id of REGION_IDS.filter((r) => r.endsWith('-left'))) {
      const mean = (r: RegionId) => {
        const ring = regionRings(r, uv)[0]!;
        return ring.filter((_, i) => i % 2 === 0).reduce((s, x) => s + x, 0) / (ring.length / 2);
      };
      const right = id.replace('-left', '-right') as RegionId;
      expect(mean(id) + mean(right)).toBeCloseTo(1, 2);
      expect(mean(id)).toBeGreaterThan(0.5);
    }
  });

  it('cut the iris out of the sclera where there are irises, in px', () => {
    const points = new Float32Array(478 * 3).fill(0.5);
    const edge = [0.55, 0.5, 0.5, 0.45, 0.45, 0.5, 0.5, 0.55];
    for (let i = 0; i < 4; i++) points.set(edge.slice(i * 2, i * 2 + 2), (469 + i) * 3);
    const rings = regionRings('sclera-right', { points, stride: 3, scaleX: 200, scaleY: 100 });
    expect(rings).toHaveLength(2);
    expect(Math.max(...rings[1]!.filter((_, i) => i % 2 === 0))).toBeCloseTo(100 + 10 * 1.12, 3);
    expect(REGIONS.lips.holes).toHaveLength(1);
  });
});
