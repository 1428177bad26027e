import type { LinearRgb } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { rotationOf } from '../camera.ts';
import { rotateAmbient, shBasis } from './light.ts';
import { LIGHTS } from './presets.ts';

const ambient = Array.from({ length: 9 }, (_, i): LinearRgb => [0.3 + i * 0.1, 0.5 - i * 0.07, (i * i) % 5]);

describe('rotateAmbient', () => {
  it('keeps the light when nothing turns', () => {
    const out = rotateAmbient(ambient, [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    ambient.forEach((row, k) => {
      for (let c = 0; c < 3; c++) expect(out[k * 3 + c]).toBeCloseTo(row[c]!, 4);
    });
  });

  it('gives a head direction the light of the room direction it turns to', () => {
    const r = rotationOf({ yaw: 31, pitch: -17, roll: 52, distance: 60, x: 0, y: 0 });
    const out = rotateAmbient(ambient, r);
    const [head, room] = [new Float64Array(9), new Float64Array(9)];
    const directions: [number, number, number][] = [
      [1, 0, 0],
      [0, 0.6, 0.8],
      [-0.48, 0.6, 0.64],
    ];
    for (const d of directions) {
      shBasis(d[0], d[1], d[2], head);
      const w = [0, 1, 2].map((k) => r[k * 3]! * d[0] + r[k * 3 + 1]! * d[1] + r[k * 3 + 2]! * d[2]);
      shBasis(w[0]!, w[1]!, w[2]!, room);
      for (let c = 0; c < 3; c++) {
        const turned = head.reduce((s, b, k) => s + b * out[k * 3 + c]!, 0);
        expect(turned).toBeCloseTo(
          room.reduce((s, b, k) => s + b * ambient[k]![c]!, 0),
          5,
        );
      }
    }
  });
});

describe('LIGHTS', () => {
  it.each(Object.entries(LIGHTS))('%s has nine finite coefficients and a direction', (_, light) => {
    expect(light.ambient.flat().every(Number.isFinite) && light.ambient.length === 9).toBe(true);
    expect(Math.hypot(...light.key.direction)).toBeGreaterThan(0);
  });
});
