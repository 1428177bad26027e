import { describe, expect, it } from 'vitest';
import { type PowerSource, watchPower } from './power.ts';
import { type Quality, QualityDesk } from './quality-desk.ts';
import type { Pace } from './stage-times.ts';
import { EFFORTS, type Effort, QUALITY_STEPS } from './steps.ts';
import { limitsOf, type QualityWish } from './wish.ts';

const SLOW: Pace = { frames: 10, track: 60, draw: 10, interval: 60, source: 33.3, turning: false };

const deskOf = (wish: QualityWish = 'auto') => {
  const told: Quality[] = [];
  let spare: (low: boolean) => void = () => {};
  let watched = 0;
  const desk = new QualityDesk({
    wish,
    onChange: (quality) => told.push(quality),
    power: (listener) => {
      watched++;
      spare = listener;
      return () => watched--;
    },
  });
  const efforts: Effort[] = [];
  const unfollow = desk.follow((effort) => efforts.push(effort));
  return { desk, told, efforts, unfollow, spare: (low: boolean) => spare(low), watched: () => watched };
};

const slow = (desk: QualityDesk, from: number, to: number) => {
  for (let now = from; now < to; now += 500) desk.saw(SLOW, now);
};

describe('QualityDesk', () => {
  it('tells followers the effort at once and with every step, and the host the step and its cause', () => {
    const { desk, told, efforts } = deskOf();
    expect(efforts).toEqual([EFFORTS[0]]);
    slow(desk, 0, 9000);
    expect(told).toEqual([
      { step: 'visibility', index: 1, cause: 'slow' },
      { step: 'light', index: 2, cause: 'slow' },
    ]);
    expect(efforts).toEqual(EFFORTS.slice(0, 3));
    expect(Object.isFrozen(desk.now)).toBe(true);
  });

  it('a low battery begins at 540p, and lets go of that when it is charged', () => {
    const { desk, told, spare } = deskOf();
    spare(true);
    expect(desk.now).toEqual({ step: '540p', index: 3, cause: 'power' });
    spare(false);
    expect(told).toHaveLength(1);
    for (let now = 0; now < 200_000; now += 500)
      desk.saw({ ...SLOW, track: 9, draw: 3, interval: 33.3 }, now);
    expect(desk.now.step).toBe('full');
  });

  it.each<[QualityWish, string]>([
    [{ fixed: 'full' }, 'full'],
    [{ fixed: '15fps' }, '15fps'],
    [{ min: 'visibility' }, 'visibility'],
  ])('the host’s word holds over the battery and the clock: %j', (wish, step) => {
    const { desk, spare } = deskOf(wish);
    spare(true);
    slow(desk, 0, 60_000);
    expect(desk.now.step).toBe(step);
  });

  it('a new wish holds at once', () => {
    const { desk, told, efforts } = deskOf();
    desk.wish({ max: '360p' });
    expect(told).toEqual([{ step: '360p', index: 4, cause: 'host' }]);
    expect(efforts.at(-1)).toMatchObject({ longSide: 640, fps: null });
  });

  it('close() ends the watch and nobody is told any more; twice is once', () => {
    const { desk, told, watched } = deskOf();
    desk.close();
    desk.close();
    expect(watched()).toBeLessThanOrEqual(0);
    const before = told.length;
    slow(desk, 0, 5000);
    expect(before).toBe(0);
  });
});

describe('a wish', () => {
  it.each<[unknown, string]>([
    ['best', 'quality'],
    [null, 'quality'],
    [{ fixed: 'fast' }, 'fixed'],
    [{ max: '4k' }, 'max'],
    [{ max: '360p', min: 'light' }, 'max'],
    [{ fixed: 'full', min: 'light' }, 'fixed'],
  ])('%j is refused by its field', (wish, field) => {
    expect(() => limitsOf(wish as QualityWish)).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        details: { field: `quality.${field}`, value: expect.any(String) },
      }),
    );
  });

  it('every step has an effort, and none gives back what one before it gave up', () => {
    expect(EFFORTS).toHaveLength(QUALITY_STEPS.length);
    for (const [i, { visibilityEvery, lightEvery, longSide, fps }] of EFFORTS.slice(1).entries()) {
      const before = EFFORTS[i]!;
      expect(visibilityEvery).toBeGreaterThanOrEqual(before.visibilityEvery);
      expect(lightEvery).toBeGreaterThanOrEqual(before.lightEvery);
      expect(longSide ?? 1e9).toBeLessThanOrEqual(before.longSide ?? 1e9);
      expect(fps ?? 1e9).toBeLessThanOrEqual(before.fps ?? 1e9);
    }
  });
});

describe('watchPower', () => {
  class Battery extends EventTarget {
    charging = false;
    level = 0.6;
    set(level: number, charging: boolean): void {
      [this.level, this.charging] = [level, charging];
      this.dispatchEvent(new Event('levelchange'));
    }
  }
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('follows the battery, until it is ended', async () => {
    const battery = new Battery();
    const told: boolean[] = [];
    const end = watchPower((low) => told.push(low), { getBattery: async () => battery } as PowerSource);
    await settle();
    battery.set(0.19, false);
    battery.set(0.1, false);
    battery.set(0.1, true);
    battery.set(0.5, false);
    end();
    battery.set(0.05, false);
    expect(told).toEqual([true, false]);
  });

  it('hears a wish to save data, and bears browsers that say nothing or refuse', async () => {
    const told: boolean[] = [];
    const connection = Object.assign(new EventTarget(), { saveData: true });
    watchPower((low) => told.push(low), { connection });
    watchPower((low) => told.push(low), { getBattery: () => Promise.reject(new Error('policy')) });
    watchPower((low) => told.push(low), {});
    await settle();
    expect(told).toEqual([true]);
  });
});
