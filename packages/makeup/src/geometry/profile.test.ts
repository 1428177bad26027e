import { describe, expect, it } from 'vitest';
import { lipDoubt, lipReach, profileShare, withinShare } from './profile.ts';

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

describe('lips of a turned head', () => {
  it.each([
    ['frontal: past any corner', 0, 28],
    ['35 degrees, either way', -0.57, 28],
    ['as far as the tracker tells a profile', 0.8, 6],
    ['further', -0.9, 6],
  ])('reach: %s', (_, turn, reach) => {
    expect(lipReach(turn)).toBeCloseTo(reach, 6);
  });

  it('reach less the further it turns', () => {
    const reaches = [0.64, 0.68, 0.72, 0.76].map(lipReach);
    for (let i = 1; i < reaches.length; i++) expect(reaches[i]).toBeLessThan(reaches[i - 1]!);
  });

  it.each([
    ['frontal corner', 2.4, 0, 0],
    ['40 degrees to the right, near corner', -2.4, 0.64, 0],
    ['40 degrees to the right, far corner', 2.4, 0.64, 1],
    ['40 degrees to the left, far corner', -2.4, -0.64, 1],
  ])('doubt of the skin around: %s', (_, x, turn, share) => {
    expect(lipDoubt(x, turn)).toBeCloseTo(share, 6);
  });
});
