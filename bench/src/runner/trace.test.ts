import { expect, test } from 'vitest';
import { busyOf, type TraceEvent } from './trace.ts';

const at = (name: string, ts: number, rest: Partial<TraceEvent> = {}): TraceEvent => ({
  name,
  ph: 'X',
  pid: 1,
  tid: 1,
  ts,
  ...rest,
});
const marks = [at('bench-page-begin', 0, { ph: 'I' }), at('bench-page-end', 100_000, { ph: 'I' })];

test('tasks of the marked thread, a shown frame; nested ones once, other threads and times never', () => {
  const busy = busyOf(
    [
      ...marks,
      at('RunTask', 1000, { dur: 4000, tdur: 2000 }),
      at('RunTask', 2000, { dur: 1000, tdur: 1000 }),
      at('RunTask', 60_000, { dur: 9000, tdur: 6000 }),
      at('RunTask', 60_000, { tid: 2, dur: 9000, tdur: 9000 }),
      at('RunTask', 120_000, { dur: 9000, tdur: 9000 }),
    ],
    { shown: 2, fps: 40 },
  )!;
  expect(busy).toMatchObject({ perFrameMs: 4, clock: 'cpu' });
  expect(busy.share).toBeCloseTo(0.08);
  expect(busy.windowMs).toMatchObject({ n: 2, max: 6, mean: 4 });
  expect(busy.cameraWindowMs).toMatchObject({ n: 4, max: 6, mean: 2, p50: 1 });
});

test('without thread times the clock on the wall; without marks or frames nothing', () => {
  expect(busyOf([...marks, at('RunTask', 1, { dur: 5000 })], { shown: 1, fps: 30 })).toMatchObject({
    perFrameMs: 5,
    clock: 'wall',
  });
  expect(busyOf(marks, { shown: 0, fps: 30 })).toBeNull();
  expect(busyOf([marks[0]!], { shown: 4, fps: 30 })).toBeNull();
});
