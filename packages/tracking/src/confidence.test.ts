import { CANONICAL_POSITIONS } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { agreement, faceConfidence } from './confidence.ts';

const SIZE = { width: 1000, height: 1000 };
/** The canonical face at 20 px a cm with every landmark moved by up to `noise` cm. */
const face = (noise: number): Float32Array => {
  const out = new Float32Array(478 * 3);
  for (let v = 0; v < 468; v++) {
    const [x, y, z] = CANONICAL_POSITIONS.subarray(v * 3, v * 3 + 3);
    const wobble = noise * Math.sin(v * 12.9898);
    out.set([0.5 + (x! + wobble) * 0.02, 0.5 - (y! - wobble) * 0.02, -z! * 0.02], v * 3);
  }
  return out;
};

describe('faceConfidence', () => {
  it('falls from 1 to 0 as the shape leaves the face', () => {
    const row = [0, 0.5, 1, 2, 6].map((noise) => faceConfidence(face(noise), SIZE));
    expect(row[0]).toBeCloseTo(1, 5);
    expect(row.slice(1).every((value, i) => value < row[i]!)).toBe(true);
    expect(row[1]).toBeGreaterThan(0.9);
    expect(row[4]).toBeLessThan(0.05);
  });

  it('is 0 for landmarks that all coincide', () => {
    expect(faceConfidence(new Float32Array(478 * 3), SIZE)).toBe(0);
  });
});

it.each([
  [0, 1],
  [0.05, 0.5],
  [0.1, 0.2],
])('agreement(%f) is %f', (apart, want) => expect(agreement(apart)).toBeCloseTo(want, 9));
