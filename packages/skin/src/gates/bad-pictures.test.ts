import type { HeadInput } from '@carmine/head';
import { describe, expect, it } from 'vitest';
import { liveGates } from '../live.ts';
import { BAD_PICTURES } from '../testing/bad-pictures.ts';
import { type Light, luminance, mix, type Picture, relit } from '../testing/edit-picture.ts';
import { plainHead } from '../testing/plain-head.ts';
import type { GateResult } from '../types.ts';

/** What the gates that need no net say of a picture read whole. */
const gatesOf = ({ image, frame }: Picture): readonly GateResult[] => {
  const { width, height } = image;
  return liveGates({ image, crop: { x: 0, y: 0, width, height, scale: 1 }, width, height }, frame);
};
const said = (gates: readonly GateResult[]): string[] =>
  gates.flatMap(({ level, hint }) => (level === 'pass' ? [] : [hint]));

const TONES = [
  ['very light', { lab: [74, 7, 11] }],
  ['tan', 6],
  ['deep', 9],
] satisfies [string, HeadInput['tone']][];

/** Told by the confidence alone, if at all: docs/decisions/0375. */
const BY_CONFIDENCE = new Set([
  'brown',
  'mirrored',
  'twice the colour',
  'teal and orange',
  'amber',
  'a third left',
]);
const TOLD = BAD_PICTURES.filter(({ name }) => !BY_CONFIDENCE.has(name));

describe.each(TONES)('%s', (_, tone) => {
  const good: Picture = plainHead({ tone });
  const before = said(gatesOf(good));

  it.each(TOLD.map((bad) => [bad.kind, bad.name, bad] as const))(
    '%s, %s: in words that help',
    (__, ___, bad) => {
      expect(bad.hints.some((hint) => before.includes(hint))).toBe(false);
      expect(said(gatesOf(bad.spoil(good)))).toEqual(
        expect.arrayContaining([expect.toSatisfy((hint: string) => bad.hints.includes(hint))]),
      );
    },
  );
});

it('one lamp is as hard on every tone: white gloss on deep skin is no shadow', () => {
  const hardness = [1, 4, 6, 8, 10].map((tone) => {
    const gates = gatesOf(plainHead({ tone: tone as HeadInput['tone'], light: 'side' }));
    expect(gates.find((g) => g.id === 'hard-light')!.level).toBe('warn');
    return gates.find((g) => g.id === 'hard-light')!.value;
  });
  expect(Math.max(...hardness) - Math.min(...hardness)).toBeLessThan(0.2);
});

// Brown skin is red and yellow, and vivid colours make both more: it was taken for gold paint (docs/decisions/0411).
it.each([
  ['very light', { lab: [74, 7, 11] }],
  ['light', 4],
  ['tan', { lab: [54, 13.5, 21] }],
  ['brown', { lab: [42, 16, 20] }],
  ['deep', 9],
] satisfies [string, HeadInput['tone']][])(
  'a camera of vivid colours makes no painted face of a %s one',
  (_, tone) => {
    const vivid = (light: Light): Light => {
      const y = luminance(light);
      return mix([y, y, y], light, 1.25).map((v) => Math.max(0, v) ** 1.1) as unknown as Light;
    };
    const surface = gatesOf(relit(plainHead({ tone }), vivid)).find((g) => g.id === 'surface')!;
    expect(surface.level).toBe('pass');
    expect(surface.value).toBeLessThan(0.8);
  },
);
