import { CANONICAL_POSITIONS, CANONICAL_UV, FACE_OVAL, MESH_VERTEX_COUNT } from '@carmine/face';
import { describe, expect, test } from 'vitest';
import { bakeAtlas, bakeShape } from '../look/shape-atlas.ts';
import { MAP_SIZE, mapOfUv, mapPositions, SKIN_UV, uvOfMap } from './face-map.ts';
import { SKIRT_POSITIONS } from './skirt.ts';

const texelOf = (u: number, v: number): number => Math.floor(mapOfUv(v)) * MAP_SIZE + Math.floor(mapOfUv(u));

describe('face map', () => {
  test('a texel of the map is a place of the canonical UV, there and back', () => {
    for (const uv of [-0.1, 0, 0.25, 0.5, 1, 1.12]) expect(uvOfMap(mapOfUv(uv))).toBeCloseTo(uv, 12);
  });

  test('every vertex of the mesh lies where the map says it does', () => {
    const positions = mapPositions();
    for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
      const at = texelOf(CANONICAL_UV[v * 2]!, CANONICAL_UV[v * 2 + 1]!);
      const d = [0, 1, 2].map((k) => positions[at * 3 + k]! - CANONICAL_POSITIONS[v * 3 + k]!);
      // Half a texel is .3 mm, more where the UV is squeezed at the face's sides.
      expect(Math.hypot(...d)).toBeLessThan(0.25);
    }
  });

  test('the map goes on past the outline, over the forehead and the jaw, and fits', () => {
    const positions = mapPositions();
    const skirt = SKIN_UV.subarray(MESH_VERTEX_COUNT * 2);
    expect(Math.min(...skirt)).toBeGreaterThan(uvOfMap(1));
    expect(Math.max(...skirt)).toBeLessThan(uvOfMap(MAP_SIZE - 1));
    // The third row of the skirt at the forehead's middle: 22 mm above the oval's top vertex.
    const v = 2 * FACE_OVAL.length;
    const at = texelOf(skirt[v * 2]!, skirt[v * 2 + 1]!);
    expect(positions[at * 3 + 1]! - CANONICAL_POSITIONS[10 * 3 + 1]!).toBeGreaterThan(1.2);
    expect(positions[at * 3 + 1]!).toBeCloseTo(SKIRT_POSITIONS[v * 3 + 1]!, 0);
    // Below the chin.
    const below = texelOf(0.5, CANONICAL_UV[152 * 2 + 1]! + 0.01);
    expect(positions[below * 3 + 1]!).toBeLessThan(CANONICAL_POSITIONS[152 * 3 + 1]!);
  });
});

describe('shape atlas', () => {
  const left = { key: 'test-left', amount: (p: { x: number }) => (p.x > 0 ? 1 : 0) };
  const height = { key: 'test-height', amount: (p: { y: number }) => p.y / 10 };

  test('shapes lie in their channels, in order', () => {
    const pages = bakeAtlas([left, height, left, left, height]);
    const page = MAP_SIZE * MAP_SIZE * 4;
    expect(pages).toHaveLength(2 * page);
    const at = texelOf(0.7, 0.3) * 4;
    expect([...pages.subarray(at, at + 4)]).toEqual([255, expect.any(Number), 255, 255]);
    expect(pages[page + at]).toBe(pages[at + 1]);
    expect(pages[texelOf(0.3, 0.3) * 4]).toBe(0);
  });

  test('amounts are bounded, and a shape is baked once', () => {
    let calls = 0;
    const shape = {
      key: 'test-counted',
      amount: () => {
        calls++;
        return 7;
      },
    };
    expect(bakeShape(shape).includes(255)).toBe(true);
    const first = calls;
    expect(bakeShape({ ...shape })).toBe(bakeShape(shape));
    expect(calls).toBe(first);
  });
});
