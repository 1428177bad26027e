import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Line } from './line.ts';

vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
}));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const answer = () => {
  const got: { bytes: number; endedAt: number | null } = { bytes: 0, endedAt: null };
  const response = {
    destroyed: false,
    write: (piece: Uint8Array) => {
      got.bytes += piece.length;
    },
    end: () => {
      got.endedAt = performance.now();
    },
  } as unknown as ServerResponse;
  return { got, response };
};

test('a line of 8 Mbit/s takes a millisecond for a thousand bytes, after a round trip', async () => {
  const begun = performance.now();
  const { got, response } = answer();
  const sent = new Line(8, 20).send(response, new Uint8Array(100_000));
  await vi.advanceTimersByTimeAsync(70);
  expect(got.bytes).toBe(50_000);
  await vi.runAllTimersAsync();
  await sent;
  expect(got.bytes).toBe(100_000);
  expect(got.endedAt! - begun).toBeCloseTo(120, 3);
});

test('answers at the same time share it: the short one does not wait for the long one, both together take their sum', async () => {
  const line = new Line(8, 0);
  const begun = performance.now();
  const [long, short] = [answer(), answer()];
  const sent = Promise.all([
    line.send(long.response, new Uint8Array(200_000)),
    line.send(short.response, new Uint8Array(25_000)),
  ]);
  await vi.runAllTimersAsync();
  await sent;
  expect(short.got.endedAt! - begun).toBeCloseTo(50, 3);
  expect(long.got.endedAt! - begun).toBeCloseTo(225, 3);
});

test('whoever leaves takes no more of it', async () => {
  const { got, response } = answer();
  const sent = new Line(8, 0).send(response, new Uint8Array(100_000));
  await vi.advanceTimersByTimeAsync(20);
  (response as { destroyed: boolean }).destroyed = true;
  await vi.runAllTimersAsync();
  await sent;
  expect(got.bytes).toBeLessThan(50_000);
});
