import { headParams } from '@carmine/head';
import { describe, expect, it } from 'vitest';
import { headAt } from './head-motion.ts';

describe('headAt', () => {
  it.each([1, 5, 10])('gives valid parameters for tone %i at any time', (tone) => {
    for (let time = 0; time < 60_000; time += 97) {
      const { pose, expression } = headParams(headAt(time, tone));
      expect(Math.abs(pose.yaw)).toBeLessThanOrEqual(12);
      expect(expression.smile).toBeGreaterThanOrEqual(0);
      expect(expression.blink).toBeLessThanOrEqual(1);
    }
  });

  it('moves gently: under 15 degrees a second', () => {
    for (let time = 0; time < 20_000; time += 50) {
      const [a, b] = [headAt(time, 5).pose!, headAt(time + 10, 5).pose!];
      for (const axis of ['yaw', 'pitch', 'roll'] as const)
        expect(Math.abs(b[axis]! - a[axis]!) / 0.01).toBeLessThan(15);
    }
  });

  it('stands still for people who ask for less motion', () => {
    expect(headAt(1234, 5, true)).toEqual(headAt(9876, 5, true));
  });
});
