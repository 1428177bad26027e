import { describe, expect, it } from 'vitest';
import { profileShare, withinShare } from './profile.ts';

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

describe('withinShare', () => {
  it.each([
    ['side of the nose, frontal', 1.5, 0, 1],
    ['far side of the nose, 25 degrees', -1.5, 0.42, 1],
    ['far side of the nose, 45 degrees: the wall may be beside it', -1.5, 0.71, 0],
    ['cheek', 4, 0, 0],
  ])('%s', (_, x, turn, share) => {
    expect(withinShare(x, turn)).toBeCloseTo(share, 6);
  });
});
