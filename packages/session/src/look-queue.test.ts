import type { Look } from '@carmine/makeup';
import { describe, expect, it } from 'vitest';
import { LookQueue } from './look-queue.ts';
import { defer } from './signals.ts';

const look = (color: string): Look => ({
  version: 1,
  layers: [{ product: 'lipstick', color, finish: 'matte' }],
});
const [red, pink, brown] = [look('#ff0000'), look('#ff88aa'), look('#663322')];

describe('LookQueue', () => {
  it('skips wishes that a newer one overtook, and answers all who waited', async () => {
    const applied: Look[] = [];
    const gate = defer<void>();
    const queue = new LookQueue<Look>(async (wish) => {
      applied.push(wish);
      await gate.promise;
    });
    const all = [queue.set(red), queue.set(pink), queue.set(brown)];
    expect(queue.wanted).toBe(brown);
    gate.resolve();
    await Promise.all(all);
    expect(applied).toEqual([red, brown]);
    expect(queue.wanted).toBeNull();
  });

  it('goes on after a failure, which only those who waited hear of', async () => {
    let fail = true;
    const queue = new LookQueue<Look>(async () => {
      if (fail) throw new Error('no');
    });
    await expect(queue.set(red)).rejects.toThrow('no');
    expect(queue.wanted).toBeNull();
    fail = false;
    await expect(queue.set(pink)).resolves.toBeUndefined();
  });
});
