import { describe, expect, it } from 'vitest';
import {
  CANONICAL_POSITIONS,
  CANONICAL_TRIANGLES,
  CANONICAL_UV,
  EYE_TRIANGLES,
  LIP_TRIANGLES,
  MESH_VERTEX_COUNT,
  MIRROR_VERTEX,
  MOUTH_TRIANGLES,
  OPEN_TRIANGLES,
  PROCRUSTES_WEIGHTS,
} from './mesh.ts';
import {
  BROWS,
  EYE_ARCS,
  EYE_RINGS,
  FACE_OVAL,
  LID_HALOS,
  LIP_RINGS,
  MOUTH_CORNERS,
  SIDES,
} from './topology.ts';

const edges = new Set<string>();
for (let t = 0; t < CANONICAL_TRIANGLES.length; t += 3)
  for (let k = 0; k < 3; k++) {
    const [a, b] = [CANONICAL_TRIANGLES[t + k]!, CANONICAL_TRIANGLES[t + ((k + 1) % 3)]!];
    edges.add(`${a}-${b}`).add(`${b}-${a}`);
  }
const steps = (row: readonly number[], closed: boolean) =>
  row.slice(0, closed ? row.length : -1).map((v, i) => `${v}-${row[(i + 1) % row.length]}`);
const x = (v: number) => CANONICAL_POSITIONS[v * 3]!;

describe('canonical mesh', () => {
  it.each([
    ['positions', CANONICAL_POSITIONS.length, 468 * 3],
    ['uv', CANONICAL_UV.length, 468 * 2],
    ['triangles', CANONICAL_TRIANGLES.length, 898 * 3],
    ['weights', PROCRUSTES_WEIGHTS.filter((w) => w > 0).length, 33],
    ['mouth triangles', MOUTH_TRIANGLES.length, 18],
    ['left eye triangles', EYE_TRIANGLES.left.length, 14],
    ['right eye triangles', EYE_TRIANGLES.right.length, 14],
    ['lip triangles', LIP_TRIANGLES.length, 120],
    ['open triangles', OPEN_TRIANGLES.length, (898 - 18 - 28) * 3],
  ])('%s: %i is %i', (_, got, want) => expect(got).toBe(want));

  it('holds the sizes of rendering.md 1.1 in cm', () => {
    const span = (a: number, b: number) =>
      Math.hypot(...[0, 1, 2].map((k) => CANONICAL_POSITIONS[a * 3 + k]! - CANONICAL_POSITIONS[b * 3 + k]!));
    expect(span(33, 263)).toBeCloseTo(8.89, 2);
    expect(span(61, 291)).toBeCloseTo(4.91, 2);
  });

  it('has uv inside the unit square with the chin below the forehead', () => {
    expect(Math.min(...CANONICAL_UV)).toBeGreaterThan(0);
    expect(Math.max(...CANONICAL_UV)).toBeLessThan(1);
    expect(CANONICAL_UV[152 * 2 + 1]).toBeGreaterThan(CANONICAL_UV[10 * 2 + 1]!);
  });

  it('mirrors every vertex to one partner across the midline', () => {
    for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
      const m = MIRROR_VERTEX[v]!;
      expect(MIRROR_VERTEX[m]).toBe(v);
      expect(Math.abs(x(v) + x(m))).toBeLessThan(0.02);
    }
  });
});

describe('topology', () => {
  it.each([
    ...Object.entries(LIP_RINGS).map(([name, ring]) => [`lip ${name}`, ring, true] as const),
    ...SIDES.map((s) => [`${s} eye`, EYE_RINGS[s], true] as const),
    ...SIDES.flatMap((s) =>
      LID_HALOS[s].map((h, i) => [`${s} halo ${i + 2} lower`, h.lower, false] as const),
    ),
    ...SIDES.flatMap((s) =>
      LID_HALOS[s].map((h, i) => [`${s} halo ${i + 2} upper`, h.upper, false] as const),
    ),
    ...SIDES.flatMap((s) => [[`${s} brow upper`, BROWS[s].upper, false] as const]),
    ...SIDES.flatMap((s) => [[`${s} brow lower`, BROWS[s].lower, false] as const]),
    ['oval', FACE_OVAL, true] as const,
  ])('%s follows mesh edges', (_, row, closed) => {
    expect(steps(row, closed).filter((e) => !edges.has(e))).toEqual([]);
    expect(new Set(row).size).toBe(row.length);
  });

  it('aligns the four lip rings on spokes', () => {
    for (let k = 0; k < 20; k++) {
      const spoke = Object.values(LIP_RINGS).map((ring) => ring[k]!);
      expect(steps(spoke, false).every((e) => edges.has(e))).toBe(true);
    }
  });

  it('keeps sides: right is negative x, and each right list mirrors to the left one', () => {
    const pairs: [readonly number[], readonly number[]][] = [
      [EYE_RINGS.right, EYE_RINGS.left],
      [[MOUTH_CORNERS.right], [MOUTH_CORNERS.left]],
      ...(['upper', 'lower'] as const).flatMap((row): [readonly number[], readonly number[]][] => [
        [EYE_ARCS.right[row], EYE_ARCS.left[row]],
        [BROWS.right[row], BROWS.left[row]],
        ...LID_HALOS.right.map((h, i): [readonly number[], readonly number[]] => [
          h[row],
          LID_HALOS.left[i]![row],
        ]),
      ]),
    ];
    for (const [right, left] of pairs) {
      expect(right.every((v) => x(v) < 0)).toBe(true);
      expect(right.map((v) => MIRROR_VERTEX[v])).toEqual([...left]);
    }
  });
});
