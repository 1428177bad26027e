import { CANONICAL_POSITIONS, MESH_VERTEX_COUNT } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { REST } from '../expression.ts';
import { Sculptor } from '../geometry.ts';
import { MATERIAL } from './materials.ts';
import { template } from './template.ts';

describe('the smoothed bust', () => {
  const t = template();
  const { coarse, positions } = new Sculptor().sculpt({ ...REST, mouthOpen: 0.3, smile: 0.5 });

  it('passes through every landmark within 0.1 mm', () => {
    let worst = 0;
    for (let i = 0; i < MESH_VERTEX_COUNT * 3; i++)
      worst = Math.max(worst, Math.abs(positions[i]! - coarse[i]!));
    expect(worst).toBeLessThan(0.01);
  });

  it('moves the upper face not at all when the mouth opens', () => {
    for (const v of [10, 151, 9, 6, 4]) // forehead, brow, nose
      for (let c = 0; c < 3; c++) expect(coarse[v * 3 + c]).toBeCloseTo(CANONICAL_POSITIONS[v * 3 + c]!, 1);
  });

  it('is watertight: every edge is shared by two triangles of opposite run, or lies on one of the open rims', () => {
    const runs = new Map<string, number>();
    const { triangles } = t.body;
    for (let i = 0; i < triangles.length; i += 3)
      for (let k = 0; k < 3; k++) {
        const key = `${triangles[i + k]}>${triangles[i + ((k + 1) % 3)]}`;
        runs.set(key, (runs.get(key) ?? 0) + 1);
      }
    const open = [...runs.keys()].filter((key) => !runs.has(key.split('>').reverse().join('>')));
    expect([...runs.values()].every((n) => n === 1)).toBe(true);
    expect(open.length).toBe(16 * 2 + 20 + 36); // wet lid edges, inner lips, bottom of the bust
  });

  it('labels 120 lip triangles', () => {
    expect(t.body.materials.filter((m) => m === MATERIAL.lip).length).toBe(120);
  });
});
