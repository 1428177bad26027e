import { CANONICAL_UV } from '@carmine/face';
import { expect, it } from 'vitest';
import { labelsFor } from '../reading.ts';
import { faceLabels } from './face-labels.ts';

const SIZE = 256;
const labelAt = (vertex: number): number => {
  const [x, y] = [0, 1].map((k) => Math.floor(CANONICAL_UV[vertex * 2 + k]! * SIZE));
  return faceLabels(SIZE)[y! * SIZE + x!]!;
};

it.each([
  ['nose tip', 1, true],
  ['between the brows', 9, true],
  ['left cheek', 280, true],
  ['right cheek', 50, true],
  ['upper lip', 0, false],
  ['right upper lid', 159, false],
  ['left upper lid', 386, false],
  ['left brow', 334, false],
])('%s (landmark %i) is skin: %s', (_, vertex, skin) => expect(labelAt(vertex) > 0).toBe(skin));

it('leaves the measured regions of bare skin as they are, mostly', () => {
  const [own, all] = [labelsFor(SIZE), faceLabels(SIZE)];
  const kept = own.filter((l, i) => l > 0 && all[i] === l).length;
  expect(kept / own.filter((l) => l > 0).length).toBeGreaterThan(0.85);
  expect(all.filter((l) => l > 0).length).toBeGreaterThan(1.5 * own.filter((l) => l > 0).length);
});
