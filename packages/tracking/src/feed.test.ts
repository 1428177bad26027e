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
    expect(new FeedSize().target(HD)).toEqual({ width: 640, height: 360 });
    expect(new FeedSize().target({ width: 480, height: 640 })).toBeNull();
  });

  it.each([
    ['a large face stays small', [0.4], 640],
    ['a small face asks for more', [0.1], 1280],
    ['hysteresis: a face in between changes nothing', [0.1, 0.26], 1280],
    ['a face that comes near goes back', [0.1, 0.3], 640],
    ['two faces: the smaller one rules', [[0.5, 0.1]], 1280],
    ['no face changes nothing', [0.1, []], 1280],
  ] as const)('%s', (_, seen, width) => {
    const feed = new FeedSize();
    for (const shares of seen) feed.saw([shares].flat().map(face), HD);
    expect(feed.target(HD)!.width).toBe(width);
  });
});
