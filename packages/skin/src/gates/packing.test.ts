import { LANDMARK_COUNT, type TrackedFace } from '@carmine/face';
import type { HeadInput } from '@carmine/head';
import { describe, expect, it } from 'vitest';
import { conditionOf } from '../measures/index.ts';
import { reasonToAbstain } from '../measures/reasons.ts';
import { faceCrop } from '../pixels/crop.ts';
import { readFace } from '../reading.ts';
import { BAD_PICTURES } from '../testing/bad-pictures.ts';
import type { Picture } from '../testing/edit-picture.ts';
import { jpeg } from '../testing/jpeg.ts';
import { plainHead } from '../testing/plain-head.ts';
import { detailGates } from './detail.ts';
import { packingOf } from './packing.ts';

const packed = ({ image, frame }: Picture, quality: number): Picture => {
  const data = image.data.slice();
  const codes = Float32Array.from(
    { length: image.width * image.height * 3 },
    (_, i) => data[i + Math.floor(i / 3)]!,
  );
  jpeg(codes, image.width, quality).forEach((v, i) => {
    data[i + Math.floor(i / 3)] = v;
  });
  return { image: { ...image, data }, frame };
};
const smooth = BAD_PICTURES.find(({ name }) => name === 'smoothed skin')!.spoil;
const read = ({ image, frame }: Picture) => readFace(image, frame, frame.faces[0]!);
const filterOf = (p: Picture) => detailGates(read(p)).find((g) => g.id === 'filter')!;
/** Why texture is not told of a picture that no gate warns about. */
const reasonOf = (p: Picture, L: number): string | null => {
  const reading = read(p);
  const map = conditionOf(reading, { lab: [L, 13, 17] })!;
  const gates = detailGates(reading);
  return reasonToAbstain('pores', { ...map, pxPerMm: 3 }, { gates, skin: { confidence: 'high' } });
};

const TONES = [
  ['very light', 72, { lab: [72, 8, 12] }],
  ['tan', 54, { lab: [54, 13.5, 21] }],
  ['deep', 31, { lab: [31, 13, 17] }],
] satisfies [string, number, HeadInput['tone']][];

describe.each(TONES)('%s skin', (_, L, tone) => {
  const bare: Picture = plainHead({ tone });

  it.each([50, 65, 80])('packed at quality %i is never told to remove a filter', (quality) => {
    const p = packed(bare, quality);
    expect(filterOf(p)).toMatchObject({ level: 'pass', hint: '' });
    expect(['too-packed', null]).toContain(reasonOf(p, L));
  });

  it('packed so that no texture is left: texture is not told, and the words name the packing', () =>
    expect(reasonOf(packed(bare, 45), L)).toBe('too-packed'));

  it('smoothed by a beauty filter is told so, as it is, finely packed, and made of a packed picture', () => {
    for (const p of [smooth(bare), packed(smooth(bare), 96), smooth(packed(bare, 75))])
      expect(filterOf(p)).toMatchObject({ level: 'warn', hint: 'remove-filter' });
  });

  it('smoothed and then coarsely packed tells no texture, whichever of them took it', () => {
    const p = packed(smooth(bare), 60);
    expect(filterOf(p).level === 'warn' || reasonOf(p, L) === 'too-packed').toBe(true);
  });

  it.each([
    [50, 12],
    [75, 6],
    [85, 4],
  ])('the step of quality %i is read from the picture: %i codes', (quality, step) => {
    expect(packingOf(read(packed(bare, quality)))).toBe(step);
    expect(packingOf(read(bare))).toBe(0);
  });
});

it('a crop begins with a block, so that packing is told of it', () => {
  const landmarks = new Float32Array(LANDMARK_COUNT * 3).map((_, i) => 0.4 + (0.2 * (i % 7)) / 6);
  const crop = faceCrop({ landmarks } as TrackedFace, { width: 1003, height: 777 })!;
  expect([crop.x % 8, crop.y % 8]).toEqual([0, 0]);
  expect(crop.x).toBeGreaterThan(0);
  expect(crop.x + crop.width).toBeLessThanOrEqual(1003);
});
