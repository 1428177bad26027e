import { describe, expect, it } from 'vitest';
import { profileShare } from './profile.ts';

describe('profileShare', () => {
  it.each([
    ['frontal, anywhere', 5, 0, 1],
    ['40 degrees, far side', 5, Math.sin(0.7), 1],
    ['profile to the right, far side', 5, 1, 0],
    ['profile to the right, outline', 0, 1, 0],
    ['profile to the right, near side', -5, 1, 1],
    ['profile to the left, far side', -5, -1, 0],
    ['profile to the left, near side', 5, -1, 1],
  ])('%s', (_, x, turn, share) => {
    expect(profileShare(x, turn)).toBeCloseTo(share, 6);
  });
});
