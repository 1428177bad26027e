import { readFileSync } from 'node:fs';
import { renderHead } from '@carmine/head';
import { describe, expect, it } from 'vitest';
import { FaceParser, type LightPart } from './face-parser.ts';
import { type Picture, readCrop } from './read-crop.ts';
import type { ParsedFace, ParseScene } from './types.ts';
import { VisibilityReader } from './visibility/visibility-reader.ts';

const SIDE = 96;
const weights = new URL('../../../models/visibility/weights/visibility.bin', import.meta.url);

/** A parser whose light is the number of readings so far, and how often each part looked. */
const parserOf = () => {
  const head = renderHead({ width: SIDE, height: SIDE, tone: 5, quality: 'live', truth: false });
  const picture: Picture = { width: SIDE, height: SIDE, data: head.image.data };
  const looks = { visibility: 0, light: 0, lips: 0 };
  const light = { read: () => ++looks.light } as unknown as LightPart;
  const lips = { refine: () => ++looks.lips };
  const visibility = VisibilityReader.fromWeights(new Uint8Array(readFileSync(weights)).buffer);
  const parser = new FaceParser({ light, lips, visibility });
  const face: ParsedFace = { landmarks: head.landmarks, pose: head.pose, id: 1 };
  const parse = (captureTime: number, rest: Partial<ParseScene> = {}, id = 1) => {
    const read: ParseScene['read'] = (plan) => {
      // The forehead's cut-out, for the hairline, is not square.
      if (plan.width === plan.height) looks.visibility++;
      return readCrop(picture, plan);
    };
    const scene: ParseScene = { width: SIDE, height: SIDE, read, captureTime, mode: 'video', ...rest };
    return parser.parse({ ...face, id }, scene);
  };
  return { parse, looks };
};

const EVERY = { visibility: 250, light: 250 };

describe('FaceParser', () => {
  it('looks for what lies in front every third frame, and for light and lips in every one', () => {
    const { parse, looks } = parserOf();
    for (let i = 0; i < 9; i++) parse(i * 33);
    expect(looks).toEqual({ visibility: 3, light: 9, lips: 9 });
  });

  it('spared: four times a second each, lips in every frame, and what was told holds between', () => {
    const { parse, looks } = parserOf();
    const told = Array.from({ length: 16 }, (_, i) => parse(i * 33.4, { every: EVERY }).light);
    expect(looks).toEqual({ visibility: 2, light: 2, lips: 16 });
    expect(new Set(told.slice(0, 8))).toEqual(new Set([1]));
    expect(told.at(-1)).toBe(2);
  });

  it('is never rarer than every third frame of a slow camera', () => {
    const { parse, looks } = parserOf();
    for (let i = 0; i < 6; i++) parse(i * 200, { every: EVERY });
    expect(looks.visibility).toBe(2);
  });

  it('a cut, a still and a new face are looked at at once', () => {
    const { parse, looks } = parserOf();
    parse(0, { every: EVERY });
    parse(33, { every: EVERY, cut: true });
    expect([looks.visibility, looks.light]).toEqual([2, 2]);
    parse(66, { every: EVERY, mode: 'image' });
    expect([looks.visibility, looks.light]).toEqual([3, 3]);
    parse(99, { every: EVERY }, 2);
    expect([looks.visibility, looks.light]).toEqual([4, 4]);
  });
});
