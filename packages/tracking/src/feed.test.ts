import { describe, expect, it } from 'vitest';
import type { DetectedFace } from './detector.ts';
import { FeedSize } from './feed.ts';

const HD = { width: 1920, height: 1080 };
/** A face whose box takes `share` of the picture's long side. */
const face = (share: number): DetectedFace => {
  const landmarks = new Float32Array(478 * 3).fill(0.5);
  landmarks[0] = 0.5 - share / 2;
  landmarks[3] = 0.5 + share / 2;
  return { landmarks, pose: [], confidence: 1 };
};

describe('FeedSize', () => {
  it('starts small and leaves small pictures alone', () => {
    expect(new FeedSize().shrink(HD)).toBe(3);
    expect(new FeedSize().shrink({ width: 480, height: 640 })).toBe(1);
  });

  it.each([
    [1280, 720, 2],
    [720, 1280, 2],
    [960, 540, 1],
    [1920, 1440, 3],
    // No whole number but 1 divides both.
    [1367, 769, 1],
    // Four would, and three does not.
    [2080, 1000, 2],
  ])('%i x %i px are made %i times smaller: whole pixels of whole pixels', (width, height, by) => {
    expect(new FeedSize().shrink({ width, height })).toBe(by);
  });

  it.each([
    ['a large face stays small', [0.4], 3],
    ['a small face asks for more', [0.1], 1],
    ['hysteresis: a face in between changes nothing', [0.1, 0.26], 1],
    ['a face that comes near goes back', [0.1, 0.3], 3],
    ['two faces: the smaller one rules', [[0.5, 0.1]], 1],
    ['no face changes nothing', [0.1, []], 1],
  ] as const)('%s', (_, seen, by) => {
    const feed = new FeedSize();
    for (const shares of seen) feed.saw([shares].flat().map(face), HD);
    expect(feed.shrink(HD)).toBe(by);
  });
});
