import { readCrop } from '@carmine/parsing';
import { expect, it } from 'vitest';
import { MemoryCrops } from './memory-crops.ts';

const SIZE = { width: 64, height: 48 };
const picture = {
  ...SIZE,
  data: Uint8ClampedArray.from({ length: 64 * 48 * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : ((i >> 2) % 64) * 3 + (i % 4),
  ),
};
const plan = { centerX: 40, centerY: 60, span: 50, turn: 0.3, width: 24, height: 16 };

it('plans are made in px of the frame, of which the picture is a smaller copy', () => {
  const crops = new MemoryCrops();
  crops.open(picture, { width: 128, height: 96 });
  const { data, ...crop } = crops.read(plan);
  expect(crop).toEqual({ plan, width: 24, height: 16 });
  expect(data).toEqual(readCrop(picture, { ...plan, centerX: 20, centerY: 30, span: 25 }).data);
});

it('a crop is read into the memory of the one before', () => {
  const crops = new MemoryCrops();
  crops.open(picture, SIZE);
  const { data } = crops.read(plan);
  expect(crops.read({ ...plan, centerX: 10 }).data).toBe(data);
});

it('a thumbnail is the mean of what each of its pixels covers', () => {
  const crops = new MemoryCrops();
  crops.open(picture, SIZE);
  const small = crops.thumbnail(4);
  // Brightness rises by 3 a column: 16 columns of the picture in one of the thumbnail.
  for (let x = 0; x < 4; x++) expect(Math.abs(small[x * 4]! - (x * 16 + 7.5) * 3)).toBeLessThan(2);
  expect([...small.slice(0, 16)]).toEqual([...small.slice(48, 64)]);
});
