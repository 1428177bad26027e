import { describe, expect, it } from 'vitest';
import { TrackTurns } from './track-turns.ts';

/** Turns of a tracker and a renderer that took these times, ms; the last frame was given at 1000. */
const after = (tracks: readonly number[], draws: readonly number[]): TrackTurns => {
  const turns = new TrackTurns();
  for (const ms of tracks) {
    turns.began(0);
    turns.tracked(ms);
  }
  for (const ms of draws) turns.drew(ms);
  turns.began(1000);
  return turns;
};

describe('TrackTurns', () => {
  it('begins at once where nothing is known, and where the renderer has nothing to do', () => {
    expect(new TrackTurns().wait(0, { since: 0, waiting: false })).toBe(0);
    expect(new TrackTurns().wait(0, { since: null, waiting: true })).toBe(0);
    expect(after([10], [80]).wait(1005, { since: null, waiting: false })).toBe(0);
  });

  it.each([
    { what: 'a slow tracker begins at once', tracks: [50], draws: [30], since: 1000, now: 1000, wait: 0 },
    {
      what: 'a quick one so that both end together',
      tracks: [10],
      draws: [60],
      since: 1000,
      now: 1005,
      wait: 45,
    },
    { what: 'its slowest time counts', tracks: [10, 25, 5], draws: [60], since: 1000, now: 1005, wait: 30 },
    { what: 'the quickest draw counts', tracks: [10], draws: [60, 40, 90], since: 1000, now: 1005, wait: 25 },
    { what: 'a draw that is late', tracks: [10], draws: [60], since: 1000, now: 1070, wait: 0 },
    {
      what: 'no longer than a tenth of a second',
      tracks: [10],
      draws: [400],
      since: 1000,
      now: 1030,
      wait: 70,
    },
  ])('$what', ({ tracks, draws, since, now, wait }) => {
    expect(after(tracks, draws).wait(now, { since, waiting: false })).toBe(wait);
  });

  it('while an answer waits, only to look where the face is', () => {
    const turns = after([50], [30]);
    expect(turns.wait(1020, { since: 1000, waiting: true })).toBe(80);
    expect(turns.wait(1100, { since: 1000, waiting: true })).toBe(0);
  });

  it('forgets what was long ago: a mirror that was slow once does not stay so', () => {
    const turns = after([500, ...new Array(8).fill(10)], [5, ...new Array(8).fill(60)]);
    expect(turns.wait(1000, { since: 1000, waiting: false })).toBe(50);
  });
});
