import { expect, it } from 'vitest';
import { ProgressMeter } from './progress.ts';
import type { LoadProgress } from './types.ts';

const record = (sizes: Record<string, number>) => {
  const seen: LoadProgress[] = [];
  return { seen, meter: new ProgressMeter(sizes, (p) => seen.push(p)) };
};

it("adds files up against the manifest's sizes", () => {
  const { seen, meter } = record({ a: 100, b: 50 });
  meter.add('a', 40);
  meter.add('b', 50);
  meter.add('a', 60);
  expect(seen.map((p) => [p.file, p.loaded, p.total])).toEqual([
    ['a', 40, 150],
    ['b', 90, 150],
    ['a', 150, 150],
  ]);
});

it('grows the total for files the manifest does not know or has wrong', () => {
  const { seen, meter } = record({ a: 10 });
  meter.add('b', 5);
  meter.add('a', 20);
  meter.done('a');
  expect(seen.map((p) => [p.loaded, p.total])).toEqual([
    [5, 15],
    [25, 25],
    [25, 25],
  ]);
});
