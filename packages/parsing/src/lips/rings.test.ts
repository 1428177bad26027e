import { describe, expect, it } from 'vitest';
import type { RingPath } from './ring-path.ts';
import { placeRings, type RingPoints } from './rings.ts';
import { SPOKES } from './spokes.ts';

const LIP = SPOKES / 2;
/** px of the cut-out a mm. */
const PX = 4;
/** Heights from the mouth's line, mm. */
interface Mouth {
  /** The landmarks' opening in the middle; it falls to nothing at the corners. */
  readonly told: number;
  /** How far the network lifts the upper inner edge of spokes 2 to 7, and lowers the lower one opposite. */
  readonly lift: number;
  readonly drop?: number;
}

/** A mouth 50 mm wide with lips 8 mm high; the landmarks' curves and the offsets found on them, placed. */
const place = ({ told, lift, drop = 0 }: Mouth): { widest: number; points: RingPoints } => {
  const [origins, directions] = [0, 1].map(() => [0, 1].map(() => new Float32Array(SPOKES * 2)));
  const offsets = [new Float32Array(SPOKES), new Float32Array(SPOKES)];
  for (let ring = 0; ring < 2; ring++)
    for (let k = 0; k < SPOKES; k++) {
      const along = (k <= LIP ? k : SPOKES - k) / LIP;
      const side = k % LIP === 0 ? 0 : k < LIP ? -1 : 1;
      const high = Math.sin(Math.PI * along) * (ring === 0 ? 8 : told / 2);
      origins![ring]!.set([100 + along * 50 * PX, 60 + side * high * PX], k * 2);
      // Outer spokes point away from the mouth, inner ones into it.
      directions![ring]!.set([0, ring === 0 ? side : -side], k * 2);
    }
  for (let k = 2; k <= 7; k++) {
    offsets[1]![k] = -lift;
    offsets[1]![SPOKES - k] = -drop;
  }
  const paths = offsets.map((of) => ({ offsets: of }) as unknown as RingPath);
  const spokes = { origins, directions } as unknown as Parameters<typeof placeRings>[0];
  const points: RingPoints = [new Float32Array(SPOKES * 2), new Float32Array(SPOKES * 2)];
  return { widest: placeRings(spokes, paths, PX, points), points };
};

const height = (points: Float32Array, k: number): number => (points[k * 2 + 1]! - 60) / PX;

describe('placing the rings', () => {
  it('keeps a mouth shut that the landmarks call shut, however dark its upper lip', () => {
    for (const told of [0, 0.3, 0.6]) expect(place({ told, lift: 3 }).widest).toBeLessThan(told + 0.3);
  });

  it('brings the upper edge down to the lower one, which is the line between the lips', () => {
    const { points } = place({ told: 0.2, lift: 3 });
    expect(height(points[1], 5)).toBeGreaterThan(-0.7);
    expect(height(points[1], SPOKES - 5)).toBeLessThan(0.5);
  });

  it('opens a mouth as far as is read where the landmarks have it open at all', () => {
    expect(place({ told: 1.5, lift: 3 }).widest).toBeGreaterThan(3.5);
    expect(place({ told: 1.5, lift: 3, drop: 1 }).widest).toBeGreaterThan(4.5);
  });

  it('has no step between shut and open', () => {
    let before = place({ told: 0.6, lift: 3 }).widest;
    for (let told = 0.62; told < 1.6; told += 0.02) {
      const { widest } = place({ told, lift: 3 });
      expect(Math.abs(widest - before)).toBeLessThan(0.16);
      before = widest;
    }
  });
});
