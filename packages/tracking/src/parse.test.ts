import type { LipPart } from '@carmine/parsing';
import { expect, test } from 'vitest';
import { LipSwitch } from './parse.ts';

type Read = Parameters<LipPart['refine']>;

const face = {} as Read[0];
const scene = (mode: 'video' | 'image') => ({ mode }) as Read[1];

test('lips are read while they are needed, and in a single picture always', () => {
  const read: string[] = [];
  const lips = new LipSwitch({ refine: (_, { mode }) => read.push(mode) });
  lips.refine(face, scene('video'));
  lips.on = false;
  lips.refine(face, scene('video'));
  lips.refine(face, scene('image'));
  lips.on = true;
  lips.refine(face, scene('video'));
  expect(read).toEqual(['video', 'image', 'video']);
});
