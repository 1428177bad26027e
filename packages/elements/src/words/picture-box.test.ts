import { describe, expect, test } from 'vitest';
import { pictureBox, seenShare } from './picture-box.ts';

const stage = { width: 400, height: 500 };

describe('pictureBox', () => {
  test.each([
    ['contain', { width: 800, height: 500 }, { left: 0, top: 125, width: 400, height: 250 }, [0, 1]],
    ['cover', { width: 800, height: 500 }, { left: -200, top: 0, width: 800, height: 500 }, [0.25, 0.75]],
    ['contain', { width: 100, height: 500 }, { left: 150, top: 0, width: 100, height: 500 }, [0, 1]],
    ['cover', { width: 100, height: 500 }, { left: 0, top: -750, width: 400, height: 2000 }, [0, 1]],
  ] as const)('%s', (fit, picture, box, seen) => {
    expect(pictureBox(stage, picture, fit)).toEqual(box);
    expect(seenShare(stage, pictureBox(stage, picture, fit)!)).toEqual(seen);
  });

  test('nothing while there is no size', () => {
    expect(pictureBox(stage, { width: 0, height: 0 }, 'contain')).toBeNull();
    expect(pictureBox({ width: 0, height: 0 }, stage, 'cover')).toBeNull();
  });
});
