import { renderHead } from '@carmine/head';
import { expect, test } from 'vitest';
import { readCrop } from '../read-crop.ts';
import { MouthChange } from './mouth-change.ts';
import { MouthMotion, MouthPicture } from './mouth-motion.ts';
import { mouthView, VIEW_HEIGHT, VIEW_WIDTH } from './mouth-view.ts';

const SIZE = 320;

/** The mouth of a head in a noisy picture, its landmarks `shift` of the picture too low. */
const mouth = (seed: number, mouthOpen = 0, shift = 0): MouthPicture => {
  const head = renderHead({
    width: SIZE,
    height: SIZE,
    fovY: 22,
    tone: 6,
    expression: { mouthOpen },
    noise: { read: 0.01, shot: 0.01 },
    seed,
  });
  const landmarks = head.landmarks.map((v, i) => (i % 3 === 1 ? v + shift : v));
  const picture = new MouthPicture(VIEW_WIDTH, VIEW_HEIGHT);
  picture.fill(readCrop(head.image, mouthView(landmarks, SIZE, SIZE)!.plan));
  return picture;
};

test('a mouth that only moves is the same, one that opens is another, until it is kept', () => {
  const registration = new MouthMotion();
  const change = new MouthChange();
  change.keep(mouth(1));
  const noise = registration.find(mouth(1), mouth(2))!.fit;
  expect(change.tell(registration, mouth(3, 0, 0.01), noise)).toBeLessThan(0.2);
  expect(change.tell(registration, mouth(4, 0.1), noise)).toBe(1);
  change.keep(mouth(4, 0.1));
  expect(change.tell(registration, mouth(5, 0.1), noise)).toBe(0);
});

test('what cannot be compared counts as another form', () => {
  const change = new MouthChange();
  change.keep(new MouthPicture(VIEW_WIDTH, VIEW_HEIGHT));
  expect(change.tell(new MouthMotion(), mouth(1), 1)).toBe(1);
});
